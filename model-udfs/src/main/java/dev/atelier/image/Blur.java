package dev.atelier.image;

/**
 * How blurred a picture is, 0 (sharp) to 1: what is lost of its steps from pixel to pixel when it is blurred once more (Crete,
 * Dolmiere, Ladret, Nicolas 2007, "The blur effect: perception and estimation with a new no-reference perceptual blur
 * metric"), with the mean of 11 pixels, as scikit-image has it (measure.blur_effect). Whole numbers until the last division.
 */
final class Blur {
    /** The paper's window is 9 wide, scikit-image's 11. */
    private static final int WINDOW = 11;

    private Blur() {}

    /** The larger of that across and that down; 0 for a picture without a step. */
    static double of(int[] luma, int width, int height) {
        double across = across(luma, width, height);
        return Math.max(across, across(turned(luma, width, height), height, width));
    }

    private static double across(int[] luma, int width, int height) {
        int[] blurred = blurred(luma, width, height);
        long all = 0;
        long lost = 0;
        // the two first and the last row and column are left out there too
        for (int y = 2; y < height - 1; y++) {
            for (int x = 2; x < width - 1; x++) {
                int at = y * width + x;
                int step = WINDOW * Math.abs(step(luma, at, width));
                all += step;
                lost += Math.max(0, step - Math.abs(step(blurred, at, width)));
            }
        }
        return all == 0 ? 0 : (double) (all - lost) / all;
    }

    /** Sobel's, from left to right. */
    private static int step(int[] values, int at, int width) {
        return values[at - width + 1]
                - values[at - width - 1]
                + 2 * (values[at + 1] - values[at - 1])
                + values[at + width + 1]
                - values[at + width - 1];
    }

    /** Sums of 11 neighbours in a row, mirrored at its ends. */
    private static int[] blurred(int[] luma, int width, int height) {
        int[] sums = new int[luma.length];
        for (int y = 0; y < height; y++) {
            int row = y * width;
            int sum = 0;
            for (int x = -(WINDOW / 2); x <= WINDOW / 2; x++) {
                sum += luma[row + mirrored(x, width)];
            }
            for (int x = 0; x < width; x++) {
                sums[row + x] = sum;
                sum += luma[row + mirrored(x + WINDOW / 2 + 1, width)] - luma[row + mirrored(x - WINDOW / 2, width)];
            }
        }
        return sums;
    }

    /** ... 1 0 | 0 1 2 ... n-1 | n-1 n-2 ... */
    private static int mirrored(int place, int n) {
        int within = Math.floorMod(place, 2 * n);
        return within < n ? within : 2 * n - 1 - within;
    }

    private static int[] turned(int[] luma, int width, int height) {
        int[] turned = new int[luma.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned[x * height + y] = luma[y * width + x];
            }
        }
        return turned;
    }
}
