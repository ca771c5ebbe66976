package dev.atelier.image;

import dev.atelier.domain.Pixels;

/**
 * PNG's row filters (specification, section 9). Each row takes the filter with the least sum of absolute residuals
 * (section 12.7), the lowest number on ties.
 */
final class PngFilter {
    private static final int BYTES_PER_PIXEL = 3;

    private PngFilter() {}

    /** heightPx rows of one filter byte and widthPx * 3 residuals. */
    static byte[] apply(Pixels pixels) {
        int stride = pixels.widthPx() * BYTES_PER_PIXEL;
        byte[] out = new byte[pixels.heightPx() * (stride + 1)];
        byte[][] candidates = new byte[5][stride];
        for (int y = 0; y < pixels.heightPx(); y++) {
            int best = 0;
            long least = Long.MAX_VALUE;
            for (int filter = 0; filter < 5; filter++) {
                long sum = residuals(pixels.rgb(), y, stride, filter, candidates[filter]);
                if (sum < least) {
                    least = sum;
                    best = filter;
                }
            }
            out[y * (stride + 1)] = (byte) best;
            System.arraycopy(candidates[best], 0, out, y * (stride + 1) + 1, stride);
        }
        return out;
    }

    private static long residuals(byte[] rgb, int y, int stride, int filter, byte[] into) {
        long sum = 0;
        int row = y * stride;
        for (int x = 0; x < stride; x++) {
            int left = x < BYTES_PER_PIXEL ? 0 : rgb[row + x - BYTES_PER_PIXEL] & 255;
            int up = y == 0 ? 0 : rgb[row - stride + x] & 255;
            int corner = x < BYTES_PER_PIXEL || y == 0 ? 0 : rgb[row - stride + x - BYTES_PER_PIXEL] & 255;
            into[x] = (byte) (rgb[row + x] - predicted(filter, left, up, corner));
            sum += Math.abs((int) into[x]);
        }
        return sum;
    }

    private static int predicted(int filter, int left, int up, int corner) {
        return switch (filter) {
            case 0 -> 0;
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            default -> paeth(left, up, corner);
        };
    }

    private static int paeth(int left, int up, int corner) {
        int estimate = left + up - corner;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toCorner = Math.abs(estimate - corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }
}
