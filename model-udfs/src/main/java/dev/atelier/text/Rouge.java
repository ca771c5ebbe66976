package dev.atelier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * ROUGE F1 (Lin 2004) as google-research's rouge-score 0.1.2 gives it; of several references the best counts. Its tokens are runs
 * of a-z and 0-9 in lower case, so it says nothing about text in other scripts.
 *
 * @param stemmer whether words of more than three letters lose their English endings first ({@link PorterStemmer})
 */
public record Rouge(boolean stemmer) {
    private static final int LONGEST_UNSTEMMED = 3;
    private static final int KELVIN_SIGN = 0x212A;
    private static final int I_WITH_DOT = 0x130;

    /** Overlap of n-grams, 0 to 1. */
    public double n(int n, String hypothesis, List<String> references) {
        Map<String, Integer> given = Bleu.counts(tokens(hypothesis), n);
        return best(references, reference -> {
            Map<String, Integer> expected = Bleu.counts(tokens(reference), n);
            int common = given.entrySet().stream()
                    .mapToInt(e -> Math.min(e.getValue(), expected.getOrDefault(e.getKey(), 0)))
                    .sum();
            return f1(common, size(given), size(expected));
        });
    }

    /** Longest common subsequence of words, 0 to 1. */
    public double l(String hypothesis, List<String> references) {
        List<String> words = tokens(hypothesis);
        return best(references, text -> {
            List<String> reference = tokens(text);
            return f1(new CommonSubsequence(words, reference).length(), words.size(), reference.size());
        });
    }

    /**
     * Longest common subsequences of each line of a reference with all lines of the hypothesis, 0 to 1. A line counts as a sentence,
     * as rouge_score has it by default; sentences on one line are not parted.
     */
    public double lsum(String hypothesis, List<String> references) {
        List<List<String>> lines = lines(hypothesis);
        return best(references, reference -> summary(lines(reference), lines));
    }

    private static double summary(List<List<String>> reference, List<List<String>> hypothesis) {
        Map<String, Integer> expected = counts(reference);
        Map<String, Integer> given = counts(hypothesis);
        int inGiven = size(given);
        int inExpected = size(expected);
        Set<List<String>> others = new LinkedHashSet<>(hypothesis);
        Map<List<String>, BitSet> known = new HashMap<>();
        int hits = 0;
        for (List<String> line : reference) {
            BitSet union = known.computeIfAbsent(line, l -> union(l, others));
            for (int i = union.nextSetBit(0); i >= 0; i = union.nextSetBit(i + 1)) {
                // no word counts more often than both sides have it
                if (given.getOrDefault(line.get(i), 0) > 0 && expected.get(line.get(i)) > 0) {
                    hits++;
                    given.merge(line.get(i), -1, Integer::sum);
                    expected.merge(line.get(i), -1, Integer::sum);
                }
            }
        }
        return f1(hits, inGiven, inExpected);
    }

    private static BitSet union(List<String> line, Set<List<String>> others) {
        Set<String> words = Set.copyOf(line);
        BitSet union = new BitSet();
        for (List<String> other : others) {
            if (other.stream().anyMatch(words::contains)) {
                union.or(new CommonSubsequence(line, other).placesInFirst());
            }
        }
        return union;
    }

    private static double best(List<String> references, ToDoubleFunction<String> score) {
        return references.stream().mapToDouble(score).max().orElse(0);
    }

    private List<List<String>> lines(String text) {
        return Arrays.stream(text.split("\n", -1))
                .map(this::tokens)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = lower(text.charAt(i));
            boolean inWord = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (inWord) {
                word.append(c);
            }
            // in lower case the dotted I is an i and a dot, which ends the word
            if (!inWord || text.charAt(i) == I_WITH_DOT) {
                end(word, tokens);
            }
        }
        end(word, tokens);
        return tokens;
    }

    private void end(StringBuilder word, List<String> tokens) {
        if (!word.isEmpty()) {
            tokens.add(
                    stemmer && word.length() > LONGEST_UNSTEMMED
                            ? PorterStemmer.stem(word.toString())
                            : word.toString());
            word.setLength(0);
        }
    }

    /** Of all letters only these two others have an ASCII letter in their lower case. */
    private static char lower(char c) {
        return switch (c) {
            case KELVIN_SIGN -> 'k';
            case I_WITH_DOT -> 'i';
            default -> c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        };
    }

    private static Map<String, Integer> counts(List<List<String>> lines) {
        Map<String, Integer> counts = new HashMap<>();
        lines.forEach(line -> line.forEach(word -> counts.merge(word, 1, Integer::sum)));
        return counts;
    }

    static int size(Map<String, Integer> counts) {
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
}
