package dev.atelier.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * BLEU of one sentence (Papineni et al. 2002), as sacrebleu's {@code sentence_bleu}: tokens of mteval-v13a, n-grams up
 * to 4, effective order, exponential smoothing (sacrebleu 2.6: tokenizers/tokenizer_13a.py, tokenizer_re.py,
 * metrics/bleu.py).
 */
public final class Bleu {
    private static final int MAX_ORDER = 4;
    private static final Pattern PUNCTUATION = Pattern.compile("([\\{-\\~\\[-\\` -\\&\\(-\\+\\:-\\@\\/])");
    private static final Pattern POINT_AFTER_NON_DIGIT = Pattern.compile("([^0-9])([.,])");
    private static final Pattern POINT_BEFORE_NON_DIGIT = Pattern.compile("([.,])([^0-9])");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

    private Bleu() {}

    /**
     * @param references at least one
     * @return 0 to 100
     */
    public static double sentence(String hypothesis, List<String> references) {
        List<String> words = tokens(hypothesis);
        List<List<String>> others = references.stream().map(Bleu::tokens).toList();
        double logSum = 0;
        double smooth = 1;
        int order = 0;
        boolean anyCorrect = false;
        for (int n = 1; n <= MAX_ORDER && words.size() >= n; n++) {
            order = n;
            int total = words.size() - n + 1;
            int correct = correct(words, others, n);
            anyCorrect |= correct > 0;
            smooth *= correct == 0 ? 2 : 1;
            logSum += StrictMath.log(100 * (correct == 0 ? 1 / smooth : correct) / total);
        }
        if (!anyCorrect) {
            return 0;
        }
        return brevityPenalty(words.size(), others) * StrictMath.exp(logSum / order);
    }

    static List<String> tokens(String text) {
        String line = text.strip().replace("<skipped>", "").replace("-\n", "").replace('\n', ' ');
        line = line.replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
        line = PUNCTUATION.matcher(" " + line + " ").replaceAll(" $1 ");
        line = POINT_AFTER_NON_DIGIT.matcher(line).replaceAll("$1 $2 ");
        line = POINT_BEFORE_NON_DIGIT.matcher(line).replaceAll(" $1 $2");
        line = DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
        return line.isBlank() ? List.of() : SPACE.splitAsStream(line.strip()).toList();
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

    private static double brevityPenalty(int length, List<List<String>> references) {
        int closest = Integer.MAX_VALUE;
        for (List<String> reference : references) {
            int distance = Math.abs(reference.size() - length);
            int best = Math.abs(closest - length);
            if (distance < best || (distance == best && reference.size() < closest)) {
                closest = reference.size();
            }
        }
        return length >= closest ? 1 : StrictMath.exp(1 - (double) closest / length);
    }
}
