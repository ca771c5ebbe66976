package dev.atelier.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Golden numbers: torch 2.7.1, {@code python scripts/golden/noise_schedulers.py}; at 0 1 2 3 4 n/2 n-2 n-1. */
class TorchNoiseTest {
    /** torch's vectorised log and sincos round some last bits otherwise; values are below 5. */
    private static final Offset<Double> LAST_BITS = Offset.offset(6e-7);

    private static final double[] SEED_1024 = {
        -1.1619741, 1.3112772, 0.1507265, 2.2698405, 1.3304155, 0.0735423, 0.9838175, 0.0847043
    };
    /** A seed past 32 bits: torch reads its low 32 bits, here 3. */
    private static final double[] SEED_4294967299 = {
        -0.0766443, 0.3598815, -0.7820168, 0.0715277, 0.6648394, 0.5642571, -1.2193794, 0.8006423
    };

    private static final double[] SEED_7_OF_20 = {
        -0.8201345, 0.3956312, 0.8989085, -1.3884039, 0.1984451, -0.0810216, -2.0564625, -0.3567225
    };
    private static final double[] SEED_7_OF_5 = {
        -0.1467951, 0.7861413, 0.9468216, -1.1143440, 1.6907902, 0.9468216, -1.1143440, 1.6907902
    };
    /** First number of each picture of {@code torch.randn(4, 4, 16, 16)}. */
    private static final double[] PICTURES_OF_1024 = {-1.1619741, -0.8161218, 0.7145451, 0.0413736};

    @Test
    void equalsTorchOnWholeBlocks() {
        assertNumbers(slice(1024, 1024, 0, 1), SEED_1024);
        assertNumbers(slice(4294967299L, 1024, 0, 1), SEED_4294967299);
    }

    @Test
    void equalsTorchOnPartBlocksAndFewNumbers() {
        assertNumbers(slice(7, 20, 0, 1), SEED_7_OF_20);
        assertNumbers(slice(7, 5, 0, 1), SEED_7_OF_5);
    }

    @Test
    void slicesAreThePicturesOfOneDraw() {
        for (int picture = 0; picture < PICTURES_OF_1024.length; picture++) {
            assertThat((double) slice(1024, 1024, picture, 4)[0]).isCloseTo(PICTURES_OF_1024[picture], LAST_BITS);
        }
        float[] whole = slice(5, 4096, 0, 1);
        assertThat(slice(5, 1024, 3, 4)).isEqualTo(Arrays.copyOfRange(whole, 3072, 4096));
        assertThat(slice(7, 5, 3, 4)).isEqualTo(Arrays.copyOfRange(slice(7, 20, 0, 1), 15, 20));
    }

    /** Last two numbers of each picture of {@code torch.randn(3, 4, 3, 3)}: the last 16 of all 108 are drawn anew. */
    @Test
    void picturesWhoseLatentsAreNoWholeBlocksAreThoseOfTheWholeDraw() {
        double[][] golden = {{-2.8874536, 0.4818414}, {0.1639286, 0.5744592}, {-2.6167426, 0.0343756}};
        for (int picture = 0; picture < 3; picture++) {
            float[] values = slice(1024, 36, picture, 3);
            assertThat((double) values[34]).isCloseTo(golden[picture][0], LAST_BITS);
            assertThat((double) values[35]).isCloseTo(golden[picture][1], LAST_BITS);
        }
        assertThat(slice(1024, 36, 1, 2)).isNotEqualTo(slice(1024, 36, 1, 3));
    }

    @Test
    void looksNormal() {
        float[] values = slice(11, 65536, 0, 1);
        double mean = 0;
        double square = 0;
        for (float v : values) {
            mean += v / values.length;
            square += v * v / values.length;
        }
        assertThat(mean).isCloseTo(0, Offset.offset(0.02));
        assertThat(square).isCloseTo(1, Offset.offset(0.02));
    }

    private static float[] slice(long seed, int count, int index, int pictures) {
        return new TorchNoise(seed, count, index, pictures).get();
    }

    private static void assertNumbers(float[] values, double[] golden) {
        int n = values.length;
        int[] places = {0, 1, 2, 3, 4, n / 2, n - 2, n - 1};
        for (int i = 0; i < places.length; i++) {
            assertThat((double) values[places[i]]).isCloseTo(golden[i], LAST_BITS);
        }
    }
}
