package dev.atelier.stage;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The word a person probably meant, for messages about unknown keys, columns and slots. */
public final class Nearest {
    private Nearest() {}

    /** The known word with the smallest edit distance (Levenshtein 1966); {@code nothing} if none is known. */
    public static String of(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(
                                k -> distance(word.toLowerCase(Locale.ROOT), k.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse("nothing");
    }

    /** Insertions, deletions and substitutions that make one word of the other. */
    public static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
