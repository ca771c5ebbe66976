package dev.atelier.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a regular expression of a tokenizer may backtrack. Oniguruma gives up after 10 million steps of one match, and the
 * tokenizers library aborts the process then; so an expression whose steps grow faster than the text is refused, and so is
 * what this reader does not know. Syntax: Oniguruma's doc/RE.
 */
final class Backtracking {
    private static final int MOST_CHARACTERS = 4_096;
    private static final int MOST_NESTING = 16;
    private static final int MOST_REPEATS = 1_000;
    private static final int ENDLESS = 16;
    /** Ways in which one place of a text may be tried, each endless repetition that can be given back counting as many. */
    private static final double MOST_WAYS = 1_000;

    private static final double MANY = 1_000_000;
    private static final double MOST_WAYS_OF_MANY = 32 * MANY;

    /** Alternatives of GPT-4's and GPT-4o's expressions, each with the one that takes in one go what it leaves. */
    private static final Map<String, String> IN_COMPANY = Map.of(
            "\\s+(?!\\S)",
            "\\s+",
            "\\s*[\\r\\n]+",
            "\\s+",
            "\\s*[\\r\\n]",
            "\\s+",
            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+",
            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*",
            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?");

    private static final Element CHARACTER = new Element(1, 1, null);
    private static final Element CONDITION = new Element(1, 1, List.of());

    private final String regex;
    private int at;

    private Backtracking(String regex) {
        this.regex = regex;
    }

    /**
     * @param linear the time grows as the text does; else as its square
     * @param shortest characters of the shortest match
     */
    record Cost(boolean linear, int shortest) {}

    /** Something repeated: a character where {@code choices} is null, nothing at all but a condition where it has none. */
    private record Element(int min, int max, List<Branch> choices) {
        boolean varies() {
            return min != max || (choices != null && Backtracking.varies(choices));
        }

        double shortest() {
            return choices == null ? min : min * Backtracking.shortest(choices);
        }
    }

    private record Branch(String source, List<Element> elements) {}

    /** @throws IllegalArgumentException saying why it may not be used */
    static Cost of(String regex) {
        require(regex.length() <= MOST_CHARACTERS, "it has more than " + MOST_CHARACTERS + " characters");
        Backtracking reader = new Backtracking(regex);
        List<Branch> choices = reader.choices(0);
        require(reader.at == regex.length(), "a ) closes nothing");
        List<String> sources = choices.stream().map(Branch::source).toList();
        double ways = choices.stream()
                .filter(branch -> !sources.contains(IN_COMPANY.get(branch.source())))
                .mapToDouble(branch -> ways(branch, false))
                .max()
                .orElse(1);
        require(ways <= MOST_WAYS_OF_MANY && (ways <= MOST_WAYS || ways >= MANY), "it can be tried in too many ways");
        return new Cost(ways < MANY, (int) shortest(choices));
    }

    /** In which a branch can match, as far as another is tried when something behind it fails. */
    private static double ways(Branch branch, boolean failsBehind) {
        double ways = 1;
        boolean fails = failsBehind;
        for (int i = branch.elements().size() - 1; i >= 0; i--) {
            Element element = branch.elements().get(i);
            boolean after = fails || element.max > 1;
            List<Branch> choices = element.choices == null ? List.of() : element.choices;
            ways *= choices.stream().mapToDouble(b -> ways(b, after)).max().orElse(1);
            if (fails) {
                int lengths = element.max - element.min;
                ways *= lengths > ENDLESS ? MANY : (lengths + 1) * Math.max(1, choices.size());
            }
            fails |= element.min > 0;
        }
        return ways;
    }

    private static boolean varies(List<Branch> choices) {
        return choices.size() > 1
                || choices.stream().anyMatch(b -> b.elements().stream().anyMatch(Element::varies));
    }

    private static double shortest(List<Branch> choices) {
        return choices.stream()
                .mapToDouble(b ->
                        b.elements().stream().mapToDouble(Element::shortest).sum())
                .min()
                .orElse(0);
    }

    private List<Branch> choices(int nesting) {
        require(nesting <= MOST_NESTING, "its groups are nested more than " + MOST_NESTING + " deep");
        List<Branch> choices = new ArrayList<>();
        do {
            at += choices.isEmpty() ? 0 : 1;
            int start = at;
            List<Element> elements = new ArrayList<>();
            while (at < regex.length() && next() != '|' && next() != ')') {
                elements.add(repeated(element(nesting)));
            }
            choices.add(new Branch(regex.substring(start, at), elements));
        } while (next() == '|');
        return choices;
    }

    private Element element(int nesting) {
        char c = regex.charAt(at++);
        return switch (c) {
            case '(' -> group(nesting);
            case '[' -> characterClass();
            case '\\' -> escape();
            case '^', '$' -> CONDITION;
            case '*', '+', '?' -> throw new IllegalArgumentException("a quantifier repeats nothing, or a quantifier");
            default -> CHARACTER;
        };
    }

    private Element group(int nesting) {
        boolean looks = false;
        if (next() == '?') {
            int end = at + 1;
            while (end < regex.length() && "imxasW-".indexOf(regex.charAt(end)) >= 0) {
                end++;
            }
            String kind = regex.substring(at, Math.min(regex.length(), end + 1));
            require(kind.matches("\\?[im-]*[:)]|\\?[=!>]|\\?<"), "(" + kind + " is not implemented");
            at += kind.length();
            if (kind.endsWith(")")) {
                return CONDITION;
            } else if (kind.equals("?<")) {
                require(next() == '=' || next() == '!', "named groups are not implemented");
                at++;
            }
            looks = kind.matches("\\?[=!<]");
        }
        List<Branch> choices = choices(nesting + 1);
        require(next() == ')', "a ( is not closed");
        at++;
        // a look ahead or behind takes no character
        List<Branch> taken = looks ? List.of(new Branch("", List.of(new Element(0, 0, choices)))) : choices;
        return new Element(1, 1, taken);
    }

    private Element characterClass() {
        int open = 1;
        at += next() == '^' ? 1 : 0;
        require(next() != ']', "a class begins with ]");
        while (open > 0) {
            require(at < regex.length(), "a [ is not closed");
            char c = regex.charAt(at++);
            open += c == '[' ? 1 : c == ']' ? -1 : 0;
            at += c == '\\' ? 1 : 0;
        }
        return CHARACTER;
    }

    private Element escape() {
        require(at < regex.length(), "it ends with a backslash");
        char c = regex.charAt(at++);
        require("123456789kgKQRXy".indexOf(c) < 0, "\\" + c + " is not implemented");
        if ((c == 'p' || c == 'P' || c == 'x') && next() == '{') {
            int end = regex.indexOf('}', at);
            require(end > 0, "a { is not closed");
            at = end + 1;
        } else if (c == 'x' || c == 'u') {
            at = Math.min(regex.length(), at + (c == 'x' ? 2 : 4));
        }
        return "bBAzZG".indexOf(c) >= 0 ? CONDITION : CHARACTER;
    }

    private Element repeated(Element one) {
        String quantifier = quantifier();
        if (quantifier.isEmpty()) {
            return one;
        }
        at += quantifier.length();
        char first = quantifier.charAt(0);
        String[] bounds =
                first == '{' ? quantifier.substring(1, quantifier.length() - 1).split(",", -1) : null;
        int min = bounds == null ? (first == '+' ? 1 : 0) : bounds[0].isEmpty() ? 0 : Integer.parseInt(bounds[0]);
        String most = bounds == null ? (first == '?' ? "1" : "") : bounds[bounds.length - 1];
        int max = most.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(most);
        require(most.isEmpty() || max <= MOST_REPEATS, quantifier + " repeats more than " + MOST_REPEATS + " times");
        require(min <= MOST_REPEATS, quantifier + " repeats more than " + MOST_REPEATS + " times");
        require(
                max <= 1 || one.choices == null || !one.varies(),
                "a quantifier repeats what is itself of many lengths");
        at += next() == '?' || (next() == '+' && first != '{') ? 1 : 0; // lazy, possessive
        require(quantifier().isEmpty(), "a quantifier repeats a quantifier");
        return new Element(min, max, one.choices);
    }

    /** What stands here; empty for none. */
    private String quantifier() {
        int end = regex.indexOf('}', at) + 1;
        if (next() == '{' && end > 0 && regex.substring(at, end).matches("\\{(\\d{1,6}|\\d{0,6},\\d{0,6})\\}")) {
            return regex.substring(at, end);
        }
        return at < regex.length() && "*+?".indexOf(next()) >= 0 ? String.valueOf(next()) : "";
    }

    private char next() {
        return at < regex.length() ? regex.charAt(at) : '\0';
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
