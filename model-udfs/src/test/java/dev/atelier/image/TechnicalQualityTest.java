package dev.atelier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.domain.Pixels;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How well {@link Defects#quality} agrees with what was done to a picture: Spearman's rank correlation over 40 drawn pictures of 256
 * by 256 at levels 0 to 5, all 240 in one ranking, and as mean over the rankings of each picture's six. The bounds in Defects were
 * set on the pictures of seeds 0 to 39; these are others.
 */
class TechnicalQualityTest {
    private static final int PICTURES = 40;
    private static final int FIRST_SEED = 1000;
    private static final int OF_EACH = Distortion.LEVELS + 1;

    /** All in one ranking, and each picture's own. Another release of Java may draw and encode a little differently. */
    private static final Map<Distortion, double[]> AGREEMENT = Map.of(
            Distortion.BLUR, new double[] {0.902, 0.987},
            Distortion.NOISE, new double[] {0.987, 0.999},
            Distortion.JPEG, new double[] {0.871, 0.962},
            Distortion.ENLARGED, new double[] {0.814, 0.951},
            Distortion.POSTERISED, new double[] {0.985, 0.999});

    @ParameterizedTest
    @EnumSource
    void qualityFallsAsADistortionGrows(Distortion distortion) {
        double[] lost = new double[PICTURES * OF_EACH];
        double[] levels = new double[lost.length];
        double alone = 0;
        for (int i = 0; i < PICTURES; i++) {
            Pixels picture = DrawnPictures.scene(FIRST_SEED + i, 256);
            for (int level = 0; level < OF_EACH; level++) {
                lost[i * OF_EACH + level] =
                        -Defects.of(distortion.of(picture, level, i)).quality();
                levels[i * OF_EACH + level] = level;
            }
            int from = i * OF_EACH;
            alone += spearman(
                            Arrays.copyOfRange(lost, from, from + OF_EACH),
                            Arrays.copyOfRange(levels, from, from + OF_EACH))
                    / PICTURES;
        }
        assertThat(spearman(lost, levels)).isCloseTo(AGREEMENT.get(distortion)[0], within(0.01));
        assertThat(alone).isCloseTo(AGREEMENT.get(distortion)[1], within(0.01));
    }

    private static double spearman(double[] a, double[] b) {
        double[] x = ranks(a);
        double[] y = ranks(b);
        double mean = (a.length - 1) / 2.0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < a.length; i++) {
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
            xy += (x[i] - mean) * (y[i] - mean);
        }
        return xy / Math.sqrt(xx * yy);
    }

    /** From 0; equal values share the mean of their places. */
    private static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int from = 0, to; from < order.length; from = to) {
            to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int k = from; k < to; k++) {
                ranks[order[k]] = (from + to - 1) / 2.0;
            }
        }
        return ranks;
    }
}
