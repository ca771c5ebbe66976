package dev.atelier.clean;

import dev.atelier.domain.Require;
import dev.atelier.stage.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The name of a row as far as it tells products apart.
 *
 * @param numbers in their order, each with its sign and separators: {@code -5}, {@code 1.5}, {@code 20*30}
 * @param words without accents, lower case but for codes of a country or a model: {@code de} is a filler, {@code DE} is none
 * @param brand words of the row's brand, which another shop writes into the name
 */
public record ProductName(List<String> numbers, List<String> words, List<String> brand) {
    private static final Set<String> FILLERS = WordLists.words("filler-words.txt");

    /** Words that make it matter what comes first: from HDMI to VGA, without milk but with sugar. */
    private static final Set<String> LINKS = Set.of(
            "to", "from", "with", "without", "zu", "auf", "mit", "ohne", "vers", "avec", "sans", "con", "sin", "senza");

    private static final Pattern NUMBER =
            Pattern.compile("(?:(?<![\\p{L}\\p{N}])[-+±<>≤≥~≈])?\\p{N}++(?:[^\\p{L}\\p{N}\\s]\\p{N}++)*+");

    /** Armenian, behind Latin, Greek and Cyrillic. */
    private static final int LAST_OF_ALPHABETS = 0x058f;

    private static final int SHORTEST_PLURAL = 3;
    private static final int SHORTEST_DOUBLED = 5;
    private static final int SHORTEST_SWAPPED = 6;
    private static final int SHORTEST_MISSPELT = 7;

    public ProductName {
        numbers = Require.list(numbers);
        words = Require.list(words);
        brand = Require.list(brand);
    }

    static ProductName of(String name, String brand) {
        String written = name.replaceAll("['’]s(?!\\p{L})", "")
                .replaceAll("[\u2010-\u2015\u2212]", "-")
                .replace('\u2044', '/')
                .replaceAll("(?<=\\p{N})\\s*[xX×*]\\s*(?=\\p{N})", "*")
                .replaceAll("(?<=\\p{N})\\s*([-/:])\\s*(?=\\p{N})", "$1");
        List<String> numbers = NUMBER.matcher(written)
                .results()
                .map(MatchResult::group)
                .map(n -> n.replace(',', '.'))
                .toList();
        return new ProductName(numbers, words(written), brand == null ? List.of() : split(Shingles.plain(brand)));
    }

    private static List<String> words(String written) {
        String spelt = written.replaceAll("(?<=[\\p{L}\\p{N}+])[+](?![\\p{L}\\p{N}])", " plus ")
                .replaceAll("(?<=[\\p{L}\\p{N}])#(?![\\p{L}\\p{N}])", " sharp ")
                .replace("ß", "ss");
        List<String> words =
                new ArrayList<>(split(Shingles.bare(NUMBER.matcher(spelt).replaceAll(" "))));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean last = i > 0 && i == words.size() - 1; // no filler stands there
            boolean capitals = word.equals(word.toUpperCase(Locale.ROOT)) && (i > 0 || word.length() == 2);
            boolean code = word.length() <= 2 && (last || capitals);
            words.set(i, code ? word.toUpperCase(Locale.ROOT) : word.toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static List<String> split(String plain) {
        return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" ", -1));
    }

    /** Another number, another word that is not the same misspelt, or one more that is neither a filler nor the brand. */
    boolean differsFrom(ProductName other) {
        List<String> mine = without(words, other.words);
        List<String> theirs = without(other.words, words);
        if (!numbers.equals(other.numbers)) {
            return true;
        } else if (mine.isEmpty() && theirs.isEmpty()) {
            return !telling().equals(other.telling());
        } else if (String.join("", mine).equalsIgnoreCase(String.join("", theirs))) {
            return false; // tea pot, teapot
        }
        mine.removeIf(word -> FILLERS.contains(word) || other.isBrand(word));
        theirs.removeIf(word -> FILLERS.contains(word) || isBrand(word));
        mine.removeIf(word -> theirs.stream()
                .filter(their -> misspelt(word, their))
                .findFirst()
                .map(theirs::remove)
                .orElse(false));
        return !mine.isEmpty() || !theirs.isEmpty();
    }

    private boolean isBrand(String word) {
        return brand.contains(word.toLowerCase(Locale.ROOT));
    }

    /** The words whose order matters: all around a link, otherwise single letters ({@code A1 B2} is not {@code B1 A2}). */
    private List<String> telling() {
        boolean linked = words.stream().anyMatch(LINKS::contains);
        return words.stream()
                .filter(word -> linked || word.length() == 1)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> without(List<String> words, List<String> others) {
        List<String> left = new ArrayList<>(words);
        for (String other : others) {
            left.stream().filter(other::equalsIgnoreCase).findFirst().ifPresent(left::remove);
        }
        return left;
    }

    /**
     * A plural, a last letter doubled, two letters that changed places, in long words an inner one more or less. One letter
     * for another is mostly another word (Freiburg, Freiberg), and so is another ending (Hall, Halle).
     */
    private static boolean misspelt(String one, String other) {
        String shorter = one.length() <= other.length() ? one : other;
        String longer = shorter.equals(one) ? other : one;
        int length = shorter.length();
        if (length < SHORTEST_PLURAL || longer.chars().anyMatch(c -> c > LAST_OF_ALPHABETS)) {
            return false;
        }
        char last = shorter.charAt(length - 1);
        boolean plural = longer.equals(shorter + "s") || longer.equals(shorter + "es");
        boolean doubled = length >= SHORTEST_DOUBLED && longer.equals(shorter + last);
        boolean sameEnds = shorter.charAt(0) == longer.charAt(0) && last == longer.charAt(longer.length() - 1);
        int distance = sameEnds ? Nearest.distance(shorter, longer) : Integer.MAX_VALUE;
        boolean inner = length >= SHORTEST_MISSPELT && distance == 1 && longer.length() > length;
        boolean swapped = length >= SHORTEST_SWAPPED && distance == 2 && Arrays.equals(sorted(shorter), sorted(longer));
        return plural || doubled || inner || swapped;
    }

    private static int[] sorted(String word) {
        return word.chars().sorted().toArray();
    }
}
