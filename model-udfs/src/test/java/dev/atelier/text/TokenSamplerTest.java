package dev.atelier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Draws against the probabilities that transformers' processors leave: {@code scripts/golden/sampler_golden.py},
 * transformers 5.23.0.
 */
class TokenSamplerTest {
    private static final float[] SCORES = {1.5f, -0.5f, 3.0f, 0.25f, 2.5f, -2.0f, 2.0f, 0.0f};
    private static final int[] SEEN = {2, 2, 5};
    private static final int DRAWS = 40_000;
    /** Four standard errors of the frequency of an even chance. */
    private static final double NOISE = 4 * 0.5 / Math.sqrt(DRAWS);

    private static final double[] TEMPERATURE = {
        0.062157, 0.00357, 0.529808, 0.010422, 0.259363, 0.000419, 0.126969, 0.007292
    };
    private static final double[] TOP_K = {0, 0, 0.50648, 0, 0.307196, 0, 0.186324, 0};
    private static final double[] TOP_P = {0.101536, 0, 0.455054, 0, 0.276004, 0, 0.167405, 0};
    private static final double[] MIN_P = {0, 0, 0.622459, 0, 0.377541, 0, 0, 0};
    private static final double[] PENALTY = {
        0.1209, 0.016362, 0.271146, 0.034639, 0.328641, 0.002004, 0.199331, 0.026977
    };
    private static final double[] ALL = {0.154052, 0, 0.263948, 0.066951, 0.300052, 0, 0.214997, 0};

    static Stream<Arguments> samplers() {
        return Stream.of(
                Arguments.of("temperature 0.7", TokenSampler.of(0.7, 0, 1, 0, 1), TEMPERATURE),
                Arguments.of("top-k 3", TokenSampler.of(1, 3, 1, 0, 1), TOP_K),
                Arguments.of("top-p 0.9", TokenSampler.of(1, 0, 0.9, 0, 1), TOP_P),
                Arguments.of("min-p 0.5", TokenSampler.of(1, 0, 1, 0.5, 1), MIN_P),
                Arguments.of("repetition penalty 1.3", TokenSampler.of(1, 0, 1, 0, 1.3), PENALTY),
                Arguments.of("all", TokenSampler.of(1.5, 6, 0.95, 0.2, 1.3), ALL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samplers")
    void drawsAsTransformersWould(String name, TokenSampler sampler, double[] expected) {
        int[] counts = new int[SCORES.length];
        for (int n = 0; n < DRAWS; n++) {
            counts[sampler.pick(SCORES.clone(), SEEN, Uniform.at(7, n))]++;
        }
        for (int token = 0; token < counts.length; token++) {
            assertThat(counts[token] / (double) DRAWS)
                    .as(name + ", token " + token)
                    .isCloseTo(expected[token], within(expected[token] == 0 ? 0 : NOISE));
        }
    }

    @Test
    void greedyTakesTheHighestAndTheFirstOfEquals() {
        TokenSampler greedy = TokenSampler.of(0, 50, 0.9, 0, 1);
        assertThat(greedy.pick(SCORES.clone(), SEEN, 0.99)).isEqualTo(2);
        assertThat(greedy.pick(new float[] {1, 3, 3, 2}, SEEN, 0.99)).isEqualTo(1);
    }

    @Test
    void greedyMindsTheRepetitionPenalty() {
        assertThat(TokenSampler.of(0, 0, 1, 0, 1.3).pick(SCORES.clone(), SEEN, 0))
                .isEqualTo(4); // 2.5 > 3 / 1.3
    }

    @Test
    void topKKeepsEqualsOfTheLast() {
        TokenSampler sampler = TokenSampler.of(1, 2, 1, 0, 1);
        int[] picked = IntStream.range(0, 200)
                .map(n -> sampler.pick(new float[] {1, 2, 1, 0, 1}, SEEN, n / 200.0))
                .distinct()
                .toArray();
        assertThat(picked).containsExactly(0, 1, 2, 4);
    }

    @Test
    void topKFindsTheHighestWhereverTheyStand() {
        float[] scores = new float[1000];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (i * 7919) % 1000; // a permutation of 0 .. 999
        }
        List<Float> handedOn = new ArrayList<>();
        TokenSampler sampler = TokenSampler.topK(50, (kept, seen, uniform) -> {
            for (float score : kept) {
                handedOn.add(score);
            }
            return TokenSampler.greedy().pick(kept, seen, uniform);
        });
        int highest = sampler.pick(scores.clone(), SEEN, 0);
        assertThat(scores[highest]).isEqualTo(999);
        assertThat(handedOn).hasSize(50).allMatch(score -> score >= 950);
    }

    @Test
    void topPKeepsTheSmallestSetThatReachesIt() {
        float[] scores = new float[5000]; // weights 1/1, 1/2, 1/3 ... shuffled
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) -Math.log((i * 7919) % 5000 + 1);
        }
        double sum = IntStream.rangeClosed(1, 5000).mapToDouble(n -> 1.0 / n).sum();
        int expected = 0;
        for (double reached = 0; reached < 0.8 * sum; reached += 1.0 / expected) {
            expected++;
        }
        int[] kept = {0};
        TokenSampler counting = (left, seen, uniform) -> {
            kept[0] = (int) IntStream.range(0, left.length)
                    .filter(i -> !Float.isInfinite(left[i]))
                    .count();
            return 0;
        };
        TokenSampler.topP(0.8, counting).pick(scores, SEEN, 0);
        assertThat(kept[0]).isCloseTo(expected, within(1)); // float weights may round the last one in or out
    }

    @Test
    void uniformNumbersAreEvenAndDifferBySeed() {
        double sum = 0;
        int below = 0;
        for (int n = 0; n < DRAWS; n++) {
            double u = Uniform.at(1, n);
            assertThat(u).isBetween(0.0, 0x1.fffffffffffffp-1);
            sum += u;
            below += Uniform.at(n, 0) < 0.25 ? 1 : 0; // neighbouring seeds are as good as neighbouring numbers
        }
        assertThat(sum / DRAWS).isCloseTo(0.5, within(NOISE));
        assertThat(below / (double) DRAWS).isCloseTo(0.25, within(NOISE));
        assertThat(Uniform.at(1, 0)).isNotEqualTo(Uniform.at(2, 0)).isNotEqualTo(Uniform.at(1, 1));
    }
}
