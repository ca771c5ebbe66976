package dev.atelier.clean;

import dev.atelier.domain.Item;
import dev.atelier.domain.Require;
import dev.atelier.stage.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What tells a row's product from others whose texts are much alike.
 *
 * @param traits {@code column=value} of the distinguishing columns that it has; one column may have several
 * @param words of its name: letters and digits apart, lower case, without accents
 */
public record Identity(List<String> traits, List<String> words) {
    /** Distinguishing columns that are no attributes. */
    static final Set<String> COLUMNS =
            Set.of("sku", "gtin", "name", "description", "category", "brand", "language", "currency", "price");

    private static final Set<String> GTIN_NAMES = Set.of(
            "gtin", "gtin8", "gtin12", "gtin13", "gtin14", "ean", "ean8", "ean13", "upc", "jan", "isbn", "isbn13",
            "barcode");

    private static final Set<String> TELLING = WordLists.lines("telling-words.txt").stream()
            .flatMap(line -> Arrays.stream(line.split(" ", -1)))
            .collect(Collectors.toSet());

    private static final Set<String> FILLERS = Set.of(
            "a",
            "an",
            "the",
            "and",
            "or",
            "of",
            "for",
            "with",
            "in",
            "on",
            "to",
            "by",
            "new",
            "sale",
            "original",
            "der",
            "die",
            "das",
            "ein",
            "eine",
            "und",
            "mit",
            "fur",
            "aus",
            "von",
            "neu",
            "le",
            "la",
            "les",
            "un",
            "une",
            "de",
            "du",
            "et",
            "en",
            "pour",
            "avec",
            "el",
            "los",
            "y",
            "con",
            "para",
            "i",
            "och",
            "med",
            "z",
            "do");

    private static final Set<String> ENDINGS = Set.of("s", "es", "e", "n", "en", "er", "em");

    /** Armenian, behind Latin, Greek and Cyrillic. */
    private static final int LAST_OF_ALPHABETS = 0x058f;

    private static final int SHORTEST_MISSPELT = 5;
    private static final int LONG_WORD = 8;

    public Identity {
        traits = Require.list(traits);
        words = Require.list(words);
    }

    /** @param source file of the row: within one, and between rows whose sku has one form, another sku is another product */
    static Identity of(Item item, String source, List<String> distinguishing) {
        List<String> traits = new ArrayList<>();
        for (String column : distinguishing) {
            switch (column) {
                case "sku" -> {
                    add(traits, "sku of " + source, item.sku());
                    add(traits, "sku like " + form(item.sku()), item.sku());
                }
                case "gtin" -> {
                    addGtin(traits, isGtin(item.sku()) ? item.sku() : null);
                    item.attributes().stream()
                            .filter(a -> GTIN_NAMES.contains(a.name().replaceAll("[^a-z0-9]", "")))
                            .forEach(a -> addGtin(traits, a.value()));
                }
                case "name" -> add(traits, column, item.name());
                case "description" -> add(traits, column, item.description());
                case "category" -> add(traits, column, item.category());
                case "brand" -> add(traits, column, item.brand());
                case "language" -> add(traits, column, item.language());
                case "currency" -> add(traits, column, item.currency());
                case "price" ->
                    add(
                            traits,
                            column,
                            item.price() == null ? null : item.price().toString());
                default -> add(traits, column, item.attribute(column).orElse(null));
            }
        }
        return new Identity(traits.stream().distinct().sorted().toList(), words(item.name()));
    }

    private static void add(List<String> traits, String column, String value) {
        if (value != null) {
            traits.add(column + "=" + Shingles.plain(value));
        }
    }

    private static void addGtin(List<String> traits, String value) {
        String digits = value == null ? "" : value.replaceAll("[ -]", "");
        if (digits.matches("\\d{8}|\\d{12,14}")) {
            traits.add("gtin=" + "0".repeat(14 - digits.length()) + digits);
        }
    }

    /** GS1 General Specifications 7.9: digits weigh 3 and 1 from the right, the sum is a multiple of ten. */
    static boolean isGtin(String text) {
        if (text == null || !text.matches("\\d{8}|\\d{12,14}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += (text.charAt(text.length() - 1 - i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }

    /** {@code HP-1002} is like {@code HP-9002}: two numbers of one system. */
    private static String form(String sku) {
        return sku == null ? "" : sku.replaceAll("\\d", "9");
    }

    private static List<String> words(String name) {
        String apart = Shingles.plain(name.replaceAll("['\u2019]s(?!\\p{L})", ""))
                .replaceAll("(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})", " ");
        return Arrays.asList(apart.split(" ", -1));
    }

    /** Whether a column or the names say that these are two products. */
    boolean differsFrom(Identity other) {
        return contradicts(other) || namesDiffer(words, other.words);
    }

    /** Both have a column and no value of it in common: a red mug is no copy of a blue one. */
    private boolean contradicts(Identity other) {
        Set<String> shared = new HashSet<>();
        Set<String> columns = new HashSet<>();
        for (String trait : traits) {
            String column = trait.substring(0, trait.indexOf('=') + 1);
            for (String theirs : other.traits) {
                if (theirs.startsWith(column)) {
                    columns.add(column);
                    if (theirs.equals(trait)) {
                        shared.add(column);
                    }
                }
            }
        }
        return shared.size() < columns.size();
    }

    /** A number, size, colour or place more or less, or one word in place of another that is not the same misspelt. */
    static boolean namesDiffer(List<String> a, List<String> b) {
        List<String> onlyA = without(a, b);
        List<String> onlyB = without(b, a);
        if (String.join("", onlyA).equals(String.join("", onlyB))) {
            return false; // tea pot, teapot
        } else if (onlyA.stream().anyMatch(Identity::tells) || onlyB.stream().anyMatch(Identity::tells)) {
            return true;
        }
        onlyA.removeAll(FILLERS);
        onlyB.removeAll(FILLERS);
        List<String> fewer = onlyA.size() <= onlyB.size() ? onlyA : onlyB;
        List<String> more = fewer == onlyA ? onlyB : onlyA;
        return !fewer.stream().allMatch(word -> more.stream().anyMatch(theirs -> misspelt(word, theirs)));
    }

    private static List<String> without(List<String> words, List<String> others) {
        List<String> left = new ArrayList<>(words);
        others.forEach(left::remove);
        return left;
    }

    private static boolean tells(String word) {
        return word.matches("\\p{N}+|[b-hj-z]|i{2,3}|iv|vi{1,3}|ix") || TELLING.contains(word);
    }

    /**
     * An ending more, a letter more or less, two that changed places, in long words one for another; the first letter is
     * hardly ever wrong. Scripts that write many things with one sign get no mercy.
     */
    private static boolean misspelt(String one, String other) {
        String shorter = one.length() <= other.length() ? one : other;
        String longer = shorter.equals(one) ? other : one;
        if (longer.chars().anyMatch(c -> c > LAST_OF_ALPHABETS) || shorter.charAt(0) != longer.charAt(0)) {
            return false;
        } else if (longer.startsWith(shorter) && ENDINGS.contains(longer.substring(shorter.length()))) {
            return true;
        }
        int distance = Nearest.distance(shorter, longer);
        boolean swapped = distance == 2 && Arrays.equals(sorted(shorter), sorted(longer));
        boolean oneLetter = distance == 1 && (shorter.length() < longer.length() || shorter.length() >= LONG_WORD);
        return shorter.length() >= SHORTEST_MISSPELT && (swapped || oneLetter);
    }

    private static int[] sorted(String word) {
        return word.chars().sorted().toArray();
    }
}
