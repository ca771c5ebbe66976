package dev.atelier.image;

import dev.atelier.domain.Pixels;

/**
 * How light is spread over a picture, by its histogram. A thing on pure white has a large {@code brightClipped} and is sound.
 *
 * @param brightness mean of the luma ({@link Luma#whole}), 0 (black) to 255
 * @param darkClipped share of pixels that are black, all three colours at most 2 of 255: nothing is left to see there
 * @param brightClipped share of pixels that are white, all three colours at least 253
 * @param tonalRange luma from its 1st to its 99th percentile as a share of 255; scikit-image calls a picture of less than
 *     0.05 one of low contrast (exposure.is_low_contrast). Other than {@link ImageQuality#contrast} it does not see how much of
 *     the picture is dark or bright
 */
public record Exposure(double brightness, double darkClipped, double brightClipped, double tonalRange) {
    private static final int BLACK = 2;
    private static final int WHITE = 253;

    public static Exposure of(Pixels in) {
        byte[] rgb = in.rgb();
        int n = rgb.length / 3;
        int dark = 0;
        int bright = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            int r = rgb[i] & 255;
            int g = rgb[i + 1] & 255;
            int b = rgb[i + 2] & 255;
            dark += Math.max(r, Math.max(g, b)) <= BLACK ? 1 : 0;
            bright += Math.min(r, Math.min(g, b)) >= WHITE ? 1 : 0;
        }
        int[] counts = new int[256];
        long sum = 0;
        for (int value : Luma.whole(in)) {
            counts[value]++;
            sum += value;
        }
        double range = (percentile(counts, n, 99) - percentile(counts, n, 1)) / 255;
        return new Exposure((double) sum / n, (double) dark / n, (double) bright / n, range);
    }

    /** As numpy.percentile has it: between the two nearest of the sorted values, in proportion. */
    private static double percentile(int[] counts, int n, int percent) {
        double place = (n - 1) * (percent / 100.0);
        int below = (int) place;
        double low = sorted(counts, below);
        return low + (sorted(counts, Math.min(n - 1, below + 1)) - low) * (place - below);
    }

    private static int sorted(int[] counts, int place) {
        int value = 0;
        for (int before = counts[0]; before <= place; before += counts[value]) {
            value++;
        }
        return value;
    }
}
