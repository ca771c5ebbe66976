package dev.atelier.text;

import dev.atelier.domain.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * BLEU of one sentence (Papineni et al. 2002), as sacrebleu's {@code sentence_bleu}: n-grams up to 4, case as it stands, effective
 * order (sacrebleu 2.6.0: metrics/bleu.py).
 *
 * @param value of the smoothing {@code floor} or {@code add-k}; null for its default, 0.1 and 1
 */
public record Bleu(BleuTokeniser tokeniser, BleuSmoothing smoothing, Double value) {
    /** The version of sacrebleu that this equals, as signatures say it. */
    static final String SACREBLEU = "2.6.0";

    private static final int MAX_ORDER = 4;

    public Bleu {
        Require.that(
                value == null || smoothing.value != null,
                "smoothing value",
                value,
                "only floor and add-k have a value");
        Require.that(value == null || (value > 0 && value <= 1), "smoothing value", value, "must be over 0, at most 1");
        value = value == null ? smoothing.value : value;
    }

    /** sacrebleu's own choice: 13a and exp. */
    public static Bleu defaults() {
        return new Bleu(BleuTokeniser.MTEVAL_13A, BleuSmoothing.EXP, null);
    }

    /**
     * @param references at least one
     * @return 0 to 100
     */
    public double sentence(String hypothesis, List<String> references) {
        List<String> words = tokeniser.tokens(hypothesis);
        List<List<String>> others = references.stream().map(tokeniser::tokens).toList();
        double[] correct = new double[MAX_ORDER];
        double[] total = new double[MAX_ORDER];
        boolean anyCorrect = false;
        for (int n = 1; n <= MAX_ORDER; n++) {
            correct[n - 1] = correct(words, others, n);
            total[n - 1] = Math.max(0, words.size() - n + 1);
            anyCorrect |= correct[n - 1] > 0;
        }
        return anyCorrect
                ? brevityPenalty(words.size(), others.stream().mapToInt(List::size)) * precision(correct, total)
                : 0;
    }

    /**
     * {@link #sentence} of each text with all others as references; linear in the length of all of them together.
     *
     * @param texts two or more, else every value is 0
     */
    public List<Double> eachAgainstTheOthers(List<String> texts) {
        List<List<String>> words = texts.stream().map(tokeniser::tokens).toList();
        List<MostOfOthers> orders = new ArrayList<>();
        for (int n = 1; n <= MAX_ORDER; n++) {
            orders.add(MostOfOthers.of(words, n));
        }
        List<Double> values = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            double[] correct = new double[MAX_ORDER];
            double[] total = new double[MAX_ORDER];
            for (int n = 1; n <= MAX_ORDER; n++) {
                correct[n - 1] = orders.get(n - 1).correct(i);
                total[n - 1] = Math.max(0, words.get(i).size() - n + 1);
            }
            boolean anyCorrect = Arrays.stream(correct).anyMatch(count -> count > 0);
            values.add(
                    anyCorrect
                            ? brevityPenalty(words.get(i).size(), lengths(words, i)) * precision(correct, total)
                            : 0);
        }
        return values;
    }

    private static IntStream lengths(List<List<String>> words, int except) {
        return IntStream.range(0, words.size()).filter(i -> i != except).map(i -> words.get(i)
                .size());
    }

    /** sacrebleu's words for how a score was made, such as {@code nrefs:1|case:mixed|eff:yes|tok:13a|smooth:exp|version:2.6.0}. */
    public String signature(int references) {
        String smooth = smoothing.word() + (value == null ? "" : String.format(Locale.ROOT, "[%.2f]", value));
        return "nrefs:" + references + "|case:mixed|eff:yes|tok:" + tokeniser.word() + "|smooth:" + smooth + "|version:"
                + SACREBLEU;
    }

    /** Geometric mean over the orders that the hypothesis is long enough for, 0 to 100. */
    private double precision(double[] correct, double[] total) {
        double added = smoothing == BleuSmoothing.ADD_K ? value : 0;
        double logSum = 0;
        double halved = 1;
        int order = 0;
        while (order < MAX_ORDER && total[order] + (order > 0 ? added : 0) > 0) {
            double k = order > 0 ? added : 0;
            double right = correct[order] + k;
            if (right == 0) {
                halved *= 2;
                right = switch (smoothing) {
                    case EXP -> 1 / halved;
                    case FLOOR -> value;
                    case NONE, ADD_K -> 0;
                };
            }
            logSum += StrictMath.log(100 * right / (total[order] + k));
            order++;
        }
        return StrictMath.exp(logSum / order);
    }

    /** n-grams of the hypothesis that a reference has, each counted at most as often as one reference has it. */
    private static int correct(List<String> words, List<List<String>> references, int n) {
        Map<String, Integer> most = new HashMap<>();
        for (List<String> reference : references) {
            counts(reference, n).forEach((gram, count) -> most.merge(gram, count, Math::max));
        }
        return counts(words, n).entrySet().stream()
                .mapToInt(e -> Math.min(e.getValue(), most.getOrDefault(e.getKey(), 0)))
                .sum();
    }

    static Map<String, Integer> counts(List<String> words, int n) {
        Map<String, Integer> counts = new HashMap<>();
        TextMetrics.ngrams(words, n).forEach(gram -> counts.merge(gram, 1, Integer::sum));
        return counts;
    }

    private static double brevityPenalty(int length, IntStream references) {
        int closest = references.reduce(Integer.MAX_VALUE, (best, reference) -> {
            int distance = Math.abs(reference - length);
            int before = Math.abs(best - length);
            return distance < before || (distance == before && reference < best) ? reference : best;
        });
        return length >= closest ? 1 : StrictMath.exp(1 - (double) closest / length);
    }
}
