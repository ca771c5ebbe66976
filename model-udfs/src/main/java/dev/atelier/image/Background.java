package dev.atelier.image;

import dev.atelier.domain.Pixels;
import java.util.Arrays;

/**
 * What a picture's background looks like, as far as its edge tells: for each colour a plane over the picture, so that a
 * background may grow lighter to one side. It begins as the median of a ring along the edge (2 % of the shorter side wide) and
 * is fitted three times by least squares to those pixels of the ring that come near it; what the thing covers of the edge is
 * left out so, as long as it covers less than half of it.
 *
 * @param planes for red, green, blue: the value in the middle, and what it grows by to the right and to the bottom edge
 * @param tolerance by how much a colour of the background may differ
 * @param plain share of the ring that is background, 0 to 1: below about 0.5 a picture has no background to speak of
 */
record Background(double[][] planes, double tolerance, double plain) {
    private static final int RING_PARTS = 50;
    private static final int FITS = 3;
    /** Grey levels: what still belongs to the ring's background while it is fitted. */
    private static final double NEAR = 40;
    /** Grey levels that are not seen as another surface, and how many times the ring's mean deviation. */
    private static final double LEAST_TOLERANCE = 16;

    private static final double DEVIATIONS = 3;

    static Background of(Pixels in) {
        int[] ring = ring(in.widthPx(), in.heightPx());
        double[][] planes = new double[3][];
        for (int c = 0; c < 3; c++) {
            int[] values = new int[ring.length];
            for (int i = 0; i < ring.length; i++) {
                values[i] = in.rgb()[3 * ring[i] + c] & 255;
            }
            Arrays.sort(values);
            planes[c] = new double[] {values[values.length / 2], 0, 0};
        }
        Background fitted = new Background(planes, NEAR, 0);
        for (int i = 0; i < FITS; i++) {
            fitted = fitted.fittedTo(in, ring);
        }
        return fitted.measuredOn(in, ring);
    }

    /** Whether each pixel is something else: (heightPx * widthPx) */
    boolean[] subject(Pixels in) {
        byte[] rgb = in.rgb();
        boolean[] subject = new boolean[in.widthPx() * in.heightPx()];
        double[][] rows = new double[3][in.widthPx()]; // what a row's background is, without what the row adds
        for (int c = 0; c < 3; c++) {
            for (int x = 0; x < in.widthPx(); x++) {
                rows[c][x] = planes[c][0] + planes[c][1] * across(x, in.widthPx());
            }
        }
        for (int y = 0; y < in.heightPx(); y++) {
            double down = across(y, in.heightPx());
            for (int c = 0; c < 3; c++) {
                double more = planes[c][2] * down;
                for (int x = 0; x < in.widthPx(); x++) {
                    int at = y * in.widthPx() + x;
                    subject[at] |= Math.abs((rgb[3 * at + c] & 255) - (rows[c][x] + more)) > tolerance;
                }
            }
        }
        return subject;
    }

    /** Of the colour that differs most. */
    private double distance(Pixels in, int at) {
        double x = across(at % in.widthPx(), in.widthPx());
        double y = across(at / in.widthPx(), in.heightPx());
        double most = 0;
        for (int c = 0; c < 3; c++) {
            double[] plane = planes[c];
            most = Math.max(most, Math.abs((in.rgb()[3 * at + c] & 255) - plane[0] - plane[1] * x - plane[2] * y));
        }
        return most;
    }

    /** -1 at one edge, 1 at the other. */
    private static double across(int place, int side) {
        return side == 1 ? 0 : 2.0 * place / (side - 1) - 1;
    }

    private Background fittedTo(Pixels in, int[] ring) {
        double[] sums = new double[6]; // of 1, x, y, xx, xy, yy
        double[][] products = new double[3][3]; // of each colour with 1, x, y
        for (int at : ring) {
            if (distance(in, at) <= NEAR) {
                double x = across(at % in.widthPx(), in.widthPx());
                double y = across(at / in.widthPx(), in.heightPx());
                double[] terms = {1, x, y, x * x, x * y, y * y};
                for (int i = 0; i < terms.length; i++) {
                    sums[i] += terms[i];
                }
                for (int c = 0; c < 3; c++) {
                    for (int i = 0; i < 3; i++) {
                        products[c][i] += terms[i] * (in.rgb()[3 * at + c] & 255);
                    }
                }
            }
        }
        double[][] fitted = new double[3][];
        for (int c = 0; c < 3; c++) {
            fitted[c] = plane(sums, products[c], planes[c]);
        }
        return new Background(fitted, tolerance, plain);
    }

    /** Least squares by Cramer's rule; {@code otherwise} where the pixels do not span a plane. */
    private static double[] plane(double[] s, double[] p, double[] otherwise) {
        double[][] m = {{s[0], s[1], s[2]}, {s[1], s[3], s[4]}, {s[2], s[4], s[5]}};
        double whole = determinant(m);
        if (!(whole > 1e-6 * s[0] * s[0] * s[0])) {
            return otherwise;
        }
        double[] plane = new double[3];
        for (int i = 0; i < 3; i++) {
            double[][] replaced = {m[0].clone(), m[1].clone(), m[2].clone()};
            for (int row = 0; row < 3; row++) {
                replaced[row][i] = p[row];
            }
            plane[i] = determinant(replaced) / whole;
        }
        return plane;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    private Background measuredOn(Pixels in, int[] ring) {
        double sum = 0;
        int near = 0;
        for (int at : ring) {
            double distance = distance(in, at);
            if (distance <= NEAR) {
                sum += distance;
                near++;
            }
        }
        double allowed = near == 0 ? NEAR : Math.min(NEAR, LEAST_TOLERANCE + DEVIATIONS * sum / near);
        int plainPixels = 0;
        for (int at : ring) {
            plainPixels += distance(in, at) <= allowed ? 1 : 0;
        }
        return new Background(planes, allowed, (double) plainPixels / ring.length);
    }

    /** Places of the pixels along the edge, row by row. */
    private static int[] ring(int width, int height) {
        int wide = Math.max(1, Math.min(width, height) / RING_PARTS);
        int[] places = new int[width * height];
        int count = 0;
        for (int y = 0; y < height; y++) {
            boolean whole = y < wide || y >= height - wide;
            for (int x = 0; x < width; x++) {
                if (whole || x < wide || x >= width - wide) {
                    places[count++] = y * width + x;
                }
            }
        }
        return Arrays.copyOf(places, count);
    }
}
