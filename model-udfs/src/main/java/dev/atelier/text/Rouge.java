package dev.atelier.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * ROUGE F1 (Lin 2004) as google-research's rouge-score 0.1.2 gives it without its stemmer; of several references the
 * best counts. Its tokens are runs of a-z and 0-9 in lower case, so it says nothing about text in other scripts.
 */
public final class Rouge {
    private Rouge() {}

    /** Overlap of n-grams, 0 to 1. */
    public static double n(int n, String hypothesis, List<String> references) {
        List<String> words = tokens(hypothesis);
        return best(references, reference -> {
            Map<String, Integer> expected = Bleu.counts(reference, n);
            Map<String, Integer> given = Bleu.counts(words, n);
            int common = given.entrySet().stream()
                    .mapToInt(e -> Math.min(e.getValue(), expected.getOrDefault(e.getKey(), 0)))
                    .sum();
            return f1(common, size(given), size(expected));
        });
    }

    /** Longest common subsequence of words, 0 to 1. */
    public static double l(String hypothesis, List<String> references) {
        List<String> words = tokens(hypothesis);
        return best(references, reference -> f1(commonSubsequence(words, reference), words.size(), reference.size()));
    }

    private static double best(List<String> references, ToDoubleFunction<List<String>> score) {
        return references.stream().map(Rouge::tokens).mapToDouble(score).max().orElse(0);
    }

    private static List<String> tokens(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
        return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" "));
    }

    private static int size(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static double f1(int common, int given, int expected) {
        if (common == 0) {
            return 0;
        }
        double precision = (double) common / given;
        double recall = (double) common / expected;
        return 2 * precision * recall / (precision + recall);
    }

    private static int commonSubsequence(List<String> a, List<String> b) {
        int[] row = new int[b.size() + 1];
        for (String word : a) {
            int diagonal = 0;
            for (int j = 1; j <= b.size(); j++) {
                int above = row[j];
                row[j] = word.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return row[b.size()];
    }
}
