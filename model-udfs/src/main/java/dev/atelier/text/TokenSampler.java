package dev.atelier.text;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Picks the next token. Samplers compose: each changes the scores and hands them on. Meaning and order of the filters
 * are those of transformers' generation/logits_process.py: repetition penalty, temperature, top-k, top-p, min-p.
 */
@FunctionalInterface
public interface TokenSampler {
    /** Weights below exp(-40) of the largest cannot change a double sum that starts at 1. */
    double NEGLIGIBLE = -40;

    /**
     * @param scores (vocabulary,) logits; overwritten
     * @param seen tokens of the prompt and the answer so far; only a sampler of the whole vocabulary may use them
     * @param uniform in [0, 1); the only source of chance
     */
    int pick(float[] scores, int[] seen, double uniform);

    /** Composes what the numbers ask for; the values that switch a filter off leave it out. */
    static TokenSampler of(double temperature, int topK, double topP, double minP, double repetitionPenalty) {
        TokenSampler sampler = greedy();
        if (temperature > 0) {
            sampler = draw();
            sampler = minP > 0 ? minP(minP, sampler) : sampler;
            sampler = topP < 1 ? topP(topP, sampler) : sampler;
            sampler = temperature == 1 ? sampler : temperature(temperature, sampler);
            sampler = topK > 0 ? topK(topK, sampler) : sampler; // first: dividing keeps the order, and few are left
        }
        return repetitionPenalty == 1 ? sampler : repetitionPenalty(repetitionPenalty, sampler);
    }

    /** The highest score; the lowest id among equals. */
    static TokenSampler greedy() {
        return (scores, seen, uniform) -> argmax(scores);
    }

    /** By chance, each token with its softmax probability. */
    static TokenSampler draw() {
        return (scores, seen, uniform) -> {
            double[] weights = weights(scores);
            double left = uniform * Arrays.stream(weights).sum();
            int last = 0;
            for (int token = 0; token < weights.length; token++) {
                if (weights[token] > 0) {
                    last = token;
                    left -= weights[token];
                    if (left < 0) {
                        return token;
                    }
                }
            }
            return last;
        };
    }

    /** Divides the scores. */
    static TokenSampler temperature(double temperature, TokenSampler next) {
        return (scores, seen, uniform) -> {
            for (int token = 0; token < scores.length; token++) {
                scores[token] /= (float) temperature;
            }
            return next.pick(scores, seen, uniform);
        };
    }

    /** Keeps the k highest scores and those equal to the k-th; only these are handed on, in the order of their ids. */
    static TokenSampler topK(int k, TokenSampler next) {
        return (scores, seen, uniform) -> {
            float lowest = kthHighest(scores, Math.min(k, scores.length));
            int[] kept = IntStream.range(0, scores.length)
                    .filter(token -> scores[token] >= lowest)
                    .toArray();
            float[] few = new float[kept.length];
            for (int i = 0; i < few.length; i++) {
                few[i] = scores[kept[i]];
            }
            return kept[next.pick(few, seen, uniform)];
        };
    }

    /** Keeps the most probable tokens until their probabilities reach p; at least one. */
    static TokenSampler topP(double p, TokenSampler next) {
        return (scores, seen, uniform) -> {
            double[] weights = weights(scores);
            double sum = Arrays.stream(weights).sum();
            // all tokens below this weigh less than 1 - p together, so the others reach p
            double floor = (1 - p) * sum / scores.length;
            int[] ranked = IntStream.range(0, scores.length)
                    .filter(token -> weights[token] >= floor && weights[token] > 0)
                    .boxed()
                    .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            double left = p * sum;
            float[] kept = new float[scores.length];
            Arrays.fill(kept, Float.NEGATIVE_INFINITY);
            for (int i = 0; i < ranked.length && left > 0; i++) {
                kept[ranked[i]] = scores[ranked[i]];
                left -= weights[ranked[i]];
            }
            return next.pick(kept, seen, uniform);
        };
    }

    /** Keeps tokens at least minP times as probable as the most probable one. */
    static TokenSampler minP(double minP, TokenSampler next) {
        return (scores, seen, uniform) -> {
            drop(scores, (float) (scores[argmax(scores)] + StrictMath.log(minP)));
            return next.pick(scores, seen, uniform);
        };
    }

    /** Lowers the scores of tokens seen before (CTRL, arXiv 1909.05858). */
    static TokenSampler repetitionPenalty(double penalty, TokenSampler next) {
        return (scores, seen, uniform) -> {
            Arrays.stream(seen).distinct().forEach(token -> {
                scores[token] = (float) (scores[token] < 0 ? scores[token] * penalty : scores[token] / penalty);
            });
            return next.pick(scores, seen, uniform);
        };
    }

    /** Never picks these tokens. */
    static TokenSampler suppress(int[] tokens, TokenSampler next) {
        return (scores, seen, uniform) -> {
            for (int token : tokens) {
                scores[token] = Float.NEGATIVE_INFINITY;
            }
            return next.pick(scores, seen, uniform);
        };
    }

    private static int argmax(float[] scores) {
        int best = 0;
        for (int token = 1; token < scores.length; token++) {
            if (scores[token] > scores[best]) {
                best = token;
            }
        }
        return best;
    }

    private static void drop(float[] scores, float below) {
        for (int token = 0; token < scores.length; token++) {
            if (scores[token] < below) {
                scores[token] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /** exp(score - highest); 0 for the negligible. StrictMath: the same bits on every machine. */
    private static double[] weights(float[] scores) {
        double[] weights = new double[scores.length];
        float highest = scores[argmax(scores)];
        for (int token = 0; token < scores.length; token++) {
            double below = (double) scores[token] - highest;
            weights[token] = below < NEGLIGIBLE ? 0 : StrictMath.exp(below);
        }
        return weights;
    }

    private static float kthHighest(float[] scores, int k) {
        float[] highest = Arrays.copyOf(scores, k); // ascending
        Arrays.sort(highest);
        for (int token = k; token < scores.length; token++) {
            if (scores[token] > highest[0]) {
                int at = 0;
                while (at + 1 < k && highest[at + 1] < scores[token]) {
                    highest[at] = highest[++at];
                }
                highest[at] = scores[token];
            }
        }
        return highest[0];
    }
}
