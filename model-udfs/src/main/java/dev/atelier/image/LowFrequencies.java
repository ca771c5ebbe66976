package dev.atelier.image;

import java.util.Arrays;

/**
 * Hashes of 64 bits over 16 by 16 cells of brightness: signs of the 8 by 8 lowest frequencies of their discrete cosine transform
 * against the median, as {@link PerceptualHash} over 32 by 32. Mirroring turns the sign of every odd frequency across.
 */
final class LowFrequencies {
    static final int CELLS = 16;
    private static final int LOW = 8;
    private static final double[][] COSINE = cosines();

    private LowFrequencies() {}

    /** @param cells (16 * 16), row by row */
    static double[] of(double[] cells) {
        double[] across = new double[CELLS * LOW]; // (row, frequency)
        for (int y = 0; y < CELLS; y++) {
            for (int u = 0; u < LOW; u++) {
                double sum = 0;
                for (int x = 0; x < CELLS; x++) {
                    sum += cells[y * CELLS + x] * COSINE[u][x];
                }
                across[y * LOW + u] = sum;
            }
        }
        double[] low = new double[LOW * LOW];
        for (int v = 0; v < LOW; v++) {
            for (int u = 0; u < LOW; u++) {
                double sum = 0;
                for (int y = 0; y < CELLS; y++) {
                    sum += across[y * LOW + u] * COSINE[v][y];
                }
                low[v * LOW + u] = sum;
            }
        }
        return low;
    }

    /** Of the picture that is mirrored left to right. */
    static double[] mirrored(double[] low) {
        double[] other = low.clone();
        for (int i = 1; i < other.length; i += 2) {
            other[i] = -other[i];
        }
        return other;
    }

    static long hash(double[] low) {
        // the first is the mean brightness: it would only blur the median
        double[] sorted = Arrays.copyOfRange(low, 1, low.length);
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        long hash = 0;
        for (double value : low) {
            hash = hash << 1 | (value > median ? 1 : 0);
        }
        return hash;
    }

    private static double[][] cosines() {
        double[][] table = new double[LOW][CELLS];
        for (int f = 0; f < LOW; f++) {
            for (int i = 0; i < CELLS; i++) {
                table[f][i] = StrictMath.cos(Math.PI * f * (2 * i + 1) / (2 * CELLS));
            }
        }
        return table;
    }
}
