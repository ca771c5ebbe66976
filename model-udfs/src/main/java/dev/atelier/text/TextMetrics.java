package dev.atelier.text;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Measures of one text by itself. Every share is 0 to 1. */
public final class TextMetrics {
    /** A loop of a longer period than this reads as a list or a refrain, not as a stuck model. */
    private static final int LONGEST_PERIOD = 20;
    /** Words that stand in the prompt in the same order for this long were copied, not said again. */
    private static final int ECHO_WORDS = 8;

    private TextMetrics() {}

    /** Different n-grams of words over all of them (Li et al. 2016); 1 for a text too short to have two. */
    public static double distinct(String text, int n) {
        List<String> grams = ngrams(folded(text), n);
        return grams.size() < 2 ? 1 : (double) new HashSet<>(grams).size() / grams.size();
    }

    /** Share of n-grams that had stood in the text before; 0 for a text too short to have two. */
    public static double repetition(String text, int n) {
        return 1 - distinct(text, n);
    }

    /** Share of the words that stand in the longest stretch said at least three times in a row: a stuck model. */
    public static double loop(String text) {
        List<String> words = folded(text);
        int longest = 0;
        for (int period = 1; period <= Math.min(LONGEST_PERIOD, words.size() / 3); period++) {
            int run = 0;
            for (int i = period; i < words.size(); i++) {
                run = words.get(i).equals(words.get(i - period)) ? run + 1 : 0;
                if (run >= 2 * period) {
                    longest = Math.max(longest, run + period);
                }
            }
        }
        return words.isEmpty() ? 0 : (double) longest / words.size();
    }

    /** Share of the words that stand in runs of eight or more words copied from the prompt. */
    public static double promptEcho(String text, String prompt) {
        List<String> words = folded(text);
        Set<String> known = new HashSet<>(ngrams(folded(prompt), ECHO_WORDS));
        int copied = 0;
        int end = 0;
        for (int i = 0; i + ECHO_WORDS <= words.size(); i++) {
            if (known.contains(String.join(" ", words.subList(i, i + ECHO_WORDS)))) {
                copied += i + ECHO_WORDS - Math.max(end, i);
                end = i + ECHO_WORDS;
            }
        }
        return words.isEmpty() ? 0 : (double) copied / words.size();
    }

    private static List<String> folded(String text) {
        return Words.of(text).stream().map(w -> w.toLowerCase(Locale.ROOT)).toList();
    }

    static List<String> ngrams(List<String> words, int n) {
        if (words.size() < n) {
            return List.of();
        }
        return java.util.stream.IntStream.rangeClosed(0, words.size() - n)
                .mapToObj(i -> String.join(" ", words.subList(i, i + n)))
                .toList();
    }
}
