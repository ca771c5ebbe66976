package dev.atelier.image;

/**
 * The standard deviation of a picture's noise in grey levels: the response to Immerkaer's mask (1996, "Fast noise variance
 * estimation": what is left when every plane and edge along an axis is taken away), by its median, because the paper's mean counts the
 * edges of things as noise. Of a picture more than half of which is one clean surface it is 0.
 */
final class Noise {
    /** Root of the sum of the mask's squares. */
    private static final double MASK = 6;
    /** The median of |x| where x has the standard deviation 1. */
    private static final double MEDIAN = 0.6744897501960817;

    private Noise() {}

    static double of(int[] luma, int width, int height) {
        if (width < 3 || height < 3) {
            return 0;
        }
        int[] counts = new int[8 * 255 + 1];
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int at = y * width + x;
                int corners = luma[at - width - 1] + luma[at - width + 1] + luma[at + width - 1] + luma[at + width + 1];
                int sides = luma[at - width] + luma[at - 1] + luma[at + 1] + luma[at + width];
                counts[Math.abs(corners - 2 * sides + 4 * luma[at])]++;
            }
        }
        return median(counts, (width - 2) * (height - 2)) / (MASK * MEDIAN);
    }

    private static double median(int[] counts, int n) {
        int value = 0;
        int below = counts[0];
        while (2L * below < n) {
            below += counts[++value];
        }
        // between two values when exactly half lie below
        int upper = value;
        while (2L * below == n && counts[++upper] == 0) {}
        return (value + upper) / 2.0;
    }
}
