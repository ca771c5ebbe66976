package dev.atelier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Words and phrases that must not be published. Case, accents and digits standing for letters ({@code h3ll0}) do not
 * hide a word; only whole words count, so that {@code Scunthorpe} is safe. Immutable.
 */
public final class Blocklist {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}@$]+");
    private static final String DIGITS = "013457@$";
    private static final String LETTERS = "oieastas";
    private final List<List<String>> phrases;
    private final List<String> entries;

    private Blocklist(List<String> entries) {
        this.entries = entries;
        this.phrases = entries.stream().map(Blocklist::words).toList();
    }

    /** @param lines one word or phrase each; blank lines and lines that begin with {@code #} are skipped */
    public static Blocklist of(List<String> lines) {
        return new Blocklist(lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .distinct()
                .toList());
    }

    /** The entries that the text contains, in the order of the list. */
    public List<String> hits(String text) {
        List<String> words = words(text);
        List<String> hits = new ArrayList<>();
        for (int i = 0; i < phrases.size(); i++) {
            if (java.util.Collections.indexOfSubList(words, phrases.get(i)) >= 0) {
                hits.add(entries.get(i));
            }
        }
        return hits;
    }

    private static List<String> words(String text) {
        return WORD.matcher(Words.fold(text))
                .results()
                .map(MatchResult::group)
                .map(word -> word.chars().anyMatch(Character::isLetter) ? spelled(word) : word)
                .toList();
    }

    private static String spelled(String word) {
        StringBuilder letters = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            int digit = DIGITS.indexOf(word.charAt(i));
            letters.append(digit < 0 ? word.charAt(i) : LETTERS.charAt(digit));
        }
        return letters.toString();
    }
}
