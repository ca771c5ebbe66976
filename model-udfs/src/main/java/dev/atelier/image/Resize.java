package dev.atelier.image;

import dev.atelier.domain.Pixels;
import dev.atelier.domain.Require;

/**
 * Resampling with the filter stretched to the shrink factor, so that shrinking does not alias. The arithmetic is that
 * of Pillow's {@code Image.resize} (src/libImaging/Resample.c: 22-bit fixed point, rows first, 8 bits between the
 * passes), so the bytes are equal to Pillow's wherever it takes
 * rows first too: always before Pillow 12, and later when both sides change alike.
 */
public final class Resize {
    /** Resample.c, {@code PRECISION_BITS = 32 - 8 - 2}. */
    private static final int PRECISION_BITS = 22;

    private Resize() {}

    /** How a sample is weighted by its distance. */
    public enum Filter {
        /** A straight line between samples. */
        BILINEAR(1),
        /** Cubic convolution with a = -0.5 (Keys 1981), as Pillow and CLIP's preprocessing use it. */
        BICUBIC(2),
        /** sinc windowed by sinc, three lobes (Duchon 1979). */
        LANCZOS3(3);

        private final int support;

        Filter(int support) {
            this.support = support;
        }

        private double weight(double distance) {
            double x = Math.abs(distance);
            if (x >= support) {
                return 0;
            }
            return switch (this) {
                case BILINEAR -> 1 - x;
                case BICUBIC -> cubic(x);
                case LANCZOS3 -> sinc(x) * sinc(x / 3);
            };
        }

        private static double cubic(double x) {
            double a = -0.5;
            return x < 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : (((x - 5) * x + 8) * x - 4) * a;
        }

        private static double sinc(double x) {
            return x == 0 ? 1 : StrictMath.sin(x * Math.PI) / (x * Math.PI);
        }
    }

    /** The weights of the input samples first[i] .. first[i] + weights[i].length - 1 for output i. */
    private record Taps(int[] first, int[][] weights) {}

    /** @return the picture at that size; the same object if it has it already */
    public static Pixels to(Pixels in, int widthPx, int heightPx, Filter filter) {
        Require.that(widthPx >= 1 && heightPx >= 1, "size", widthPx + "x" + heightPx, "must be at least 1x1");
        Pixels wide = widthPx == in.widthPx() ? in : horizontal(in, taps(in.widthPx(), widthPx, filter));
        return heightPx == in.heightPx() ? wide : vertical(wide, taps(in.heightPx(), heightPx, filter));
    }

    private static Taps taps(int inSize, int outSize, Filter filter) {
        double scale = (double) inSize / outSize;
        double stretch = Math.max(scale, 1);
        double support = filter.support * stretch;
        int[] first = new int[outSize];
        int[][] weights = new int[outSize][];
        for (int i = 0; i < outSize; i++) {
            double center = (i + 0.5) * scale;
            first[i] = Math.max((int) (center - support + 0.5), 0);
            int end = Math.min((int) (center + support + 0.5), inSize);
            double[] w = new double[end - first[i]];
            double sum = 0;
            for (int k = 0; k < w.length; k++) {
                w[k] = filter.weight((k + first[i] - center + 0.5) * (1 / stretch));
                sum += w[k];
            }
            weights[i] = fixedPoint(w, sum);
        }
        return new Taps(first, weights);
    }

    private static int[] fixedPoint(double[] weights, double sum) {
        int[] fixed = new int[weights.length];
        for (int k = 0; k < weights.length; k++) {
            double scaled = weights[k] / sum * (1 << PRECISION_BITS);
            fixed[k] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        }
        return fixed;
    }

    private static Pixels horizontal(Pixels in, Taps taps) {
        int outWidth = taps.first.length;
        byte[] out = new byte[outWidth * in.heightPx() * 3];
        for (int y = 0; y < in.heightPx(); y++) {
            for (int x = 0; x < outWidth; x++) {
                int start = (y * in.widthPx() + taps.first[x]) * 3;
                for (int c = 0; c < 3; c++) {
                    out[(y * outWidth + x) * 3 + c] = sample(in.rgb(), start + c, 3, taps.weights[x]);
                }
            }
        }
        return new Pixels(outWidth, in.heightPx(), out);
    }

    private static Pixels vertical(Pixels in, Taps taps) {
        int stride = in.widthPx() * 3;
        byte[] out = new byte[stride * taps.first.length];
        for (int y = 0; y < taps.first.length; y++) {
            for (int x = 0; x < stride; x++) {
                out[y * stride + x] = sample(in.rgb(), taps.first[y] * stride + x, stride, taps.weights[y]);
            }
        }
        return new Pixels(in.widthPx(), taps.first.length, out);
    }

    private static byte sample(byte[] rgb, int start, int step, int[] weights) {
        int sum = 1 << (PRECISION_BITS - 1);
        for (int k = 0, at = start; k < weights.length; k++, at += step) {
            sum += (rgb[at] & 255) * weights[k];
        }
        return (byte) Math.max(0, Math.min(255, sum >> PRECISION_BITS));
    }
}
