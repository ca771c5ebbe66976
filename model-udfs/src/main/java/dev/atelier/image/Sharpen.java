package dev.atelier.image;

import dev.atelier.domain.Pixels;
import dev.atelier.domain.Require;

/** Unsharp mask: {@code out = in + amount * (in - blurred)}, blurred by a Gaussian, edges repeated. */
public final class Sharpen {
    private Sharpen() {}

    /**
     * @param radiusPx standard deviation of the Gaussian, above 0 to 50
     * @param amount 0 returns the picture as it is
     */
    public static Pixels unsharp(Pixels in, double radiusPx, double amount) {
        Require.that(radiusPx > 0 && radiusPx <= 50, "radiusPx", radiusPx, "must be above 0, at most 50");
        Require.that(amount >= 0, "amount", amount, "must be 0 (off) or more");
        if (amount == 0) {
            return in;
        }
        double[] kernel = gaussian(radiusPx);
        int width = in.widthPx();
        int height = in.heightPx();
        double[] source = new double[in.rgb().length];
        for (int i = 0; i < source.length; i++) {
            source[i] = in.rgb()[i] & 255;
        }
        double[] blurred = blur(blur(source, width, 3, height, width * 3, kernel), height, width * 3, width, 3, kernel);
        byte[] out = new byte[source.length];
        for (int i = 0; i < out.length; i++) {
            double value = source[i] + amount * (source[i] - blurred[i]);
            out[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
        return new Pixels(width, height, out);
    }

    private static double[] gaussian(double sigma) {
        // three standard deviations hold 99.7 % of a Gaussian
        int reach = (int) StrictMath.ceil(3 * sigma);
        double[] kernel = new double[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            kernel[k + reach] = StrictMath.exp(-(k * k) / (2 * sigma * sigma));
            sum += kernel[k + reach];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= sum;
        }
        return kernel;
    }

    /** Blurs along one axis: {@code length} samples {@code step} apart on {@code lines} lines {@code lineStep} apart. */
    private static double[] blur(double[] in, int length, int step, int lines, int lineStep, double[] kernel) {
        int reach = kernel.length / 2;
        double[] out = new double[in.length];
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < length; i++) {
                for (int c = 0; c < 3; c++) {
                    double sum = 0;
                    for (int k = -reach; k <= reach; k++) {
                        int near = Math.max(0, Math.min(length - 1, i + k));
                        sum += kernel[k + reach] * in[line * lineStep + near * step + c];
                    }
                    out[line * lineStep + i * step + c] = sum;
                }
            }
        }
        return out;
    }
}
