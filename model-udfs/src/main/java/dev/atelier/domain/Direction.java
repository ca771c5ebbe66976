package dev.atelier.domain;

/**
 * An embedding's direction in one byte a number, small enough to stand in a table: the vector over its largest number, times
 * 127, rounded. Cosines of such bytes are sums of whole numbers, the same everywhere; with 384 numbers they differ from those
 * of the vectors by less than 0.01.
 */
public final class Direction {
    private static final int FULL = 127;

    private Direction() {}

    /** @return a byte for each number; all 0 for a vector of zeros */
    public static byte[] of(float[] vector) {
        float most = 0;
        for (float x : vector) {
            most = Math.max(most, Math.abs(x));
        }
        byte[] bytes = new byte[vector.length];
        for (int i = 0; i < vector.length && most > 0; i++) {
            bytes[i] = (byte) Math.round((double) FULL * vector[i] / most);
        }
        return bytes;
    }

    /**
     * -1 to 1; 0 if one of them is all zeros.
     *
     * @throws IllegalArgumentException if they are of different models
     */
    public static double cosine(byte[] a, byte[] b) {
        Require.that(
                a.length == b.length, "direction", b.length, "must have as many numbers as the other, " + a.length);
        long dot = 0;
        long squaresOfA = 0;
        long squaresOfB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (long) a[i] * b[i];
            squaresOfA += (long) a[i] * a[i];
            squaresOfB += (long) b[i] * b[i];
        }
        return dot == 0 ? 0 : dot / (Math.sqrt((double) squaresOfA) * Math.sqrt((double) squaresOfB));
    }
}
