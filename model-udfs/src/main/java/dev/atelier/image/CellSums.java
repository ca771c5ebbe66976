package dev.atelier.image;

import dev.atelier.domain.Pixels;

/** Numbers of a picture in 64 by 64 cells, as sums from its corner, so that the mean of any part costs four look-ups. */
final class CellSums {
    static final int SIDE = 64;
    private final double[] sums = new double[(SIDE + 1) * (SIDE + 1)];

    /** @param cells 0 to 255, row by row: (64 * 64) */
    CellSums(byte[] cells) {
        for (int y = 0; y < SIDE; y++) {
            double row = 0;
            for (int x = 0; x < SIDE; x++) {
                row += cells[y * SIDE + x] & 255;
                sums[(y + 1) * (SIDE + 1) + x + 1] = sums[y * (SIDE + 1) + x + 1] + row;
            }
        }
    }

    /** Brightness of a picture of any size, 0 to 255. */
    static byte[] brightness(Pixels picture) {
        double[] luma = Luma.of(Resize.to(picture, SIDE, SIDE, Resize.Filter.BICUBIC));
        byte[] cells = new byte[luma.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) Math.round(luma[i]);
        }
        return cells;
    }

    /**
     * Edges of a picture of any size: the largest step of a colour to the cell on the right, and to the one below. Where two
     * colours meet there is one, however both have been changed.
     */
    static byte[] edges(Pixels picture) {
        byte[] rgb = Resize.to(picture, SIDE, SIDE, Resize.Filter.BICUBIC).rgb();
        byte[] edges = new byte[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int at = y * SIDE + x;
                int right = x + 1 < SIDE ? step(rgb, at, at + 1) : 0;
                int below = y + 1 < SIDE ? step(rgb, at, at + SIDE) : 0;
                edges[at] = (byte) Math.min(255, right + below);
            }
        }
        return edges;
    }

    private static int step(byte[] rgb, int a, int b) {
        int most = 0;
        for (int c = 0; c < 3; c++) {
            most = Math.max(most, Math.abs((rgb[3 * a + c] & 255) - (rgb[3 * b + c] & 255)));
        }
        return most;
    }

    /** A part in n by n cells: means, row by row. */
    double[] of(Part part, int n) {
        double[] corners = new double[(n + 1) * (n + 1)];
        double height = (part.bottom() - part.top()) * SIDE / n;
        double width = (part.right() - part.left()) * SIDE / n;
        for (int j = 0; j <= n; j++) {
            for (int i = 0; i <= n; i++) {
                corners[j * (n + 1) + i] = sum(part.left() * SIDE + i * width, part.top() * SIDE + j * height);
            }
        }
        double[] means = new double[n * n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                int at = j * (n + 1) + i;
                means[j * n + i] =
                        (corners[at + n + 2] - corners[at + n + 1] - corners[at + 1] + corners[at]) / (width * height);
            }
        }
        return means;
    }

    /** From the corner to a place between cells. */
    private double sum(double x, double y) {
        int left = Math.min(SIDE - 1, (int) x);
        int top = Math.min(SIDE - 1, (int) y);
        double dx = x - left;
        double dy = y - top;
        int at = top * (SIDE + 1) + left;
        double above = sums[at] + dx * (sums[at + 1] - sums[at]);
        double below = sums[at + SIDE + 1] + dx * (sums[at + SIDE + 2] - sums[at + SIDE + 1]);
        return above + dy * (below - above);
    }
}
