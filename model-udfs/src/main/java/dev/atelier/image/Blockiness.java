package dev.atelier.image;

/**
 * How far a picture shows the borders of 8 by 8 blocks that JPEG leaves: the step from pixel to pixel that its two neighbours do
 * not explain, |2 d(x) - d(x-1) - d(x+1)|, as mean over the steps across borders (x a multiple of 8) against the mean at the
 * place in the block where it is largest otherwise, so that a picture enlarged two or four times shows none. 0 for none; 1 where
 * borders have twice the steps. Borders are looked for where a JPEG has them, from the upper left corner; of one that was
 * cropped or resized afterwards they stand elsewhere and are not seen.
 */
final class Blockiness {
    private static final int BLOCK = 8;
    /** Grey levels, twice the value: what keeps a picture almost without steps from having a ratio of nothing to nothing. */
    private static final double UNSEEN = 0.5;

    private Blockiness() {}

    /** The mean of that across and that down. */
    static double of(int[] luma, int width, int height) {
        return (along(luma, width, height, true) + along(luma, width, height, false)) / 2;
    }

    private static double along(int[] luma, int width, int height, boolean across) {
        int step = across ? 1 : width;
        int right =
                across ? 1 : 0; // 1 where what is left and right of a pixel counts, 0 where what is above and below it
        int down = 1 - right;
        long[] sums = new long[BLOCK]; // by the place in the block
        long[] counts = new long[BLOCK];
        for (int y = 2 * down; y < height - down; y++) {
            for (int x = 2 * right; x < width - right; x++) {
                int at = y * width + x;
                int d = luma[at] - luma[at - step];
                int before = luma[at - step] - luma[at - 2 * step];
                int after = luma[at + step] - luma[at];
                int place = (across ? x : y) % BLOCK;
                sums[place] += Math.abs(2 * d - before - after);
                counts[place]++;
            }
        }
        double border = counts[0] == 0 ? 0 : (double) sums[0] / counts[0];
        double other = 0;
        for (int place = 2; place < BLOCK - 1; place++) { // those beside the border still see its step
            other = Math.max(other, counts[place] == 0 ? 0 : (double) sums[place] / counts[place]);
        }
        return Math.max(0, (border - other) / (other + UNSEEN));
    }
}
