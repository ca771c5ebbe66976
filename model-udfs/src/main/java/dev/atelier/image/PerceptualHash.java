package dev.atelier.image;

import dev.atelier.domain.Pixels;
import java.util.Arrays;

/**
 * A 64-bit hash that looks alike for pictures that look alike: signs of the 8x8 lowest frequencies of a 32x32 discrete
 * cosine transform against their median (pHash; Zauner 2010, "Implementation and Benchmarking of Perceptual Image Hash
 * Functions").
 */
public final class PerceptualHash {
    private static final int SIDE = 32;
    private static final int LOW = 8;
    private static final double[][] COSINE = cosines();

    private PerceptualHash() {}

    public static long of(Pixels in) {
        double[] luma = Luma.of(Resize.to(in, SIDE, SIDE, Resize.Filter.BICUBIC)); // (32 * 32)
        double[] low = new double[LOW * LOW];
        for (int v = 0; v < LOW; v++) {
            for (int u = 0; u < LOW; u++) {
                low[v * LOW + u] = coefficient(luma, v, u);
            }
        }
        // the first coefficient is the mean brightness, far from the others: it would only blur the median
        double[] sorted = Arrays.copyOfRange(low, 1, low.length);
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        long hash = 0;
        for (double value : low) {
            hash = hash << 1 | (value > median ? 1 : 0);
        }
        return hash;
    }

    /** Number of bits that differ, 0 (alike) to 64. Below about 10 people call two pictures the same. */
    public static int distance(long a, long b) {
        return Long.bitCount(a ^ b);
    }

    private static double coefficient(double[] luma, int v, int u) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                sum += luma[y * SIDE + x] * COSINE[v][y] * COSINE[u][x];
            }
        }
        return sum;
    }

    private static double[][] cosines() {
        double[][] table = new double[LOW][SIDE];
        for (int f = 0; f < LOW; f++) {
            for (int i = 0; i < SIDE; i++) {
                table[f][i] = StrictMath.cos(Math.PI * f * (2 * i + 1) / (2 * SIDE));
            }
        }
        return table;
    }
}
