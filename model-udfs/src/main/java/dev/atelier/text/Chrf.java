package dev.atelier.text;

import dev.atelier.domain.Require;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * chrF of one sentence (Popović 2015), with words chrF++ (Popović 2017), as sacrebleu's {@code sentence_chrf}: n-grams of up to 6
 * characters, white space left out, recall twice as weighty as precision, orders that one side is too short for left out; of
 * several references the best counts (sacrebleu 2.6.0: metrics/chrf.py). A character is a code point.
 *
 * @param wordOrder longest n-grams of words that count too: 0 for chrF, 2 for chrF++
 */
public record Chrf(int wordOrder) {
    private static final int CHAR_ORDER = 6;
    /** beta squared, beta = 2. */
    private static final double FACTOR = 4;

    private static final String MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    public Chrf {
        Require.within(wordOrder, 0, 2, "chrF's order of words");
    }

    /**
     * @param references at least one
     * @return 0 to 100
     */
    public double sentence(String hypothesis, List<String> references) {
        List<Map<String, Integer>> given = grams(hypothesis);
        return references.stream()
                .map(this::grams)
                .mapToDouble(reference -> score(given, reference))
                .max()
                .orElse(0);
    }

    /** sacrebleu's words for how a score was made. */
    public String signature(int references) {
        return "nrefs:" + references + "|case:mixed|eff:yes|nc:" + CHAR_ORDER + "|nw:" + wordOrder
                + "|space:no|version:" + Bleu.SACREBLEU;
    }

    private static double score(List<Map<String, Integer>> given, List<Map<String, Integer>> reference) {
        double precisions = 0;
        double recalls = 0;
        int orders = 0;
        for (int i = 0; i < given.size(); i++) {
            Map<String, Integer> expected = reference.get(i);
            if (given.get(i).isEmpty() || expected.isEmpty()) {
                continue;
            }
            int common = given.get(i).entrySet().stream()
                    .mapToInt(e -> Math.min(e.getValue(), expected.getOrDefault(e.getKey(), 0)))
                    .sum();
            precisions += (double) common / Rouge.size(given.get(i));
            recalls += (double) common / Rouge.size(expected);
            orders++;
        }
        if (precisions + recalls == 0) {
            return 0;
        }
        double precision = precisions / orders;
        double recall = recalls / orders;
        return 100 * ((1 + FACTOR) * precision * recall / (FACTOR * precision + recall));
    }

    /** Counts of n-grams: of 1 to 6 characters, then of words. */
    private List<Map<String, Integer>> grams(String text) {
        List<String> pieces = WhiteSpace.split(text);
        String dense = String.join("", pieces);
        int[] at = new int[dense.codePointCount(0, dense.length()) + 1]; // where each character begins
        for (int i = 1; i < at.length; i++) {
            at[i] = dense.offsetByCodePoints(at[i - 1], 1);
        }
        List<Map<String, Integer>> grams = new ArrayList<>();
        for (int n = 1; n <= CHAR_ORDER; n++) {
            Map<String, Integer> counts = new HashMap<>();
            for (int i = 0; i + n < at.length; i++) {
                counts.merge(dense.substring(at[i], at[i + n]), 1, Integer::sum);
            }
            grams.add(counts);
        }
        List<String> words = wordOrder == 0 ? List.of() : words(pieces);
        for (int n = 1; n <= wordOrder; n++) {
            grams.add(Bleu.counts(words, n));
        }
        return grams;
    }

    /** One mark at the end of a word, else one at its beginning, stands apart. */
    private static List<String> words(List<String> pieces) {
        List<String> words = new ArrayList<>();
        for (String piece : pieces) {
            int last = piece.length() - 1;
            if (last == 0) {
                words.add(piece);
            } else if (MARKS.indexOf(piece.charAt(last)) >= 0) {
                words.addAll(List.of(piece.substring(0, last), piece.substring(last)));
            } else if (MARKS.indexOf(piece.charAt(0)) >= 0) {
                words.addAll(List.of(piece.substring(0, 1), piece.substring(1)));
            } else {
                words.add(piece);
            }
        }
        return words;
    }
}
