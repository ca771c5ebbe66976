package dev.atelier.image;

import dev.atelier.domain.Pixels;

/**
 * How coarse a picture's colours are: the distance from a pixel's value to the next higher and the next lower one that occur in
 * that colour, as mean over the pixels and over red, green and blue. 1 for a picture that uses every step of its range,
 * 8.5 for one of 32 levels a colour. Pure black and white are left out: what is cut off there is {@link Exposure}'s.
 */
final class Banding {
    private Banding() {}

    static double of(Pixels in) {
        byte[] rgb = in.rgb();
        int[][] counts = new int[3][256];
        for (int i = 0; i < rgb.length; i += 3) {
            counts[0][rgb[i] & 255]++;
            counts[1][rgb[i + 1] & 255]++;
            counts[2][rgb[i + 2] & 255]++;
        }
        return (gap(counts[0]) + gap(counts[1]) + gap(counts[2])) / 3;
    }

    private static double gap(int[] counts) {
        double gaps = 0;
        long pixels = 0;
        int lower = counts[0] > 0 ? 0 : -1;
        for (int value = next(counts, 0); value < 255; ) {
            int upper = next(counts, value);
            boolean hasUpper = upper < 255 || counts[255] > 0;
            if (lower >= 0 && hasUpper) {
                gaps += counts[value] * ((upper - lower) / 2.0);
            } else if (lower >= 0 || hasUpper) {
                gaps += (double) counts[value] * (hasUpper ? upper - value : value - lower);
            } else {
                gaps += counts[value]; // a single value has no steps to be coarse
            }
            pixels += counts[value];
            lower = value;
            value = upper;
        }
        return pixels == 0 ? 1 : gaps / pixels;
    }

    /** The next value that occurs; 255 where none does. */
    private static int next(int[] counts, int value) {
        int next = value + 1;
        while (next < 255 && counts[next] == 0) {
            next++;
        }
        return next;
    }
}
