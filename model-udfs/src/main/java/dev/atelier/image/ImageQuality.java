package dev.atelier.image;

import dev.atelier.domain.Pixels;
import java.util.Arrays;

/**
 * Technical measures of one picture; no taste in them.
 *
 * @param sharpness variance of the luma's 4-neighbour Laplacian (Pech-Pacheco et al. 2000); 0 for a flat picture
 * @param contrast standard deviation of the luma, 0 to 127.5
 * @param blankness share of pixels in the most frequent of 4096 colours (4 bits a channel); 1 for an empty picture
 * @param colourfulness Hasler and Suesstrunk 2003; 0 for grey, above 80 for vivid
 * @param entropy of the luma's 256-bin histogram, 0 to 8 bits
 */
public record ImageQuality(double sharpness, double contrast, double blankness, double colourfulness, double entropy) {

    public static ImageQuality of(Pixels in) {
        double[] luma = Luma.of(in);
        return new ImageQuality(
                variance(laplacian(luma, in.widthPx(), in.heightPx())),
                Math.sqrt(variance(luma)),
                dominantShare(in.rgb()),
                colourfulness(in.rgb()),
                entropy(luma));
    }

    /** (heightPx * widthPx), edges repeated */
    private static double[] laplacian(double[] luma, int width, int height) {
        double[] out = new double[luma.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double up = luma[Math.max(0, y - 1) * width + x];
                double down = luma[Math.min(height - 1, y + 1) * width + x];
                double left = luma[y * width + Math.max(0, x - 1)];
                double right = luma[y * width + Math.min(width - 1, x + 1)];
                out[y * width + x] = up + down + left + right - 4 * luma[y * width + x];
            }
        }
        return out;
    }

    private static double dominantShare(byte[] rgb) {
        int[] bins = new int[4096];
        for (int i = 0; i < rgb.length; i += 3) {
            bins[(rgb[i] & 0xf0) << 4 | (rgb[i + 1] & 0xf0) | (rgb[i + 2] & 0xf0) >> 4]++;
        }
        return Arrays.stream(bins).max().orElse(0) * 3.0 / rgb.length;
    }

    private static double colourfulness(byte[] rgb) {
        int n = rgb.length / 3;
        double[] redGreen = new double[n];
        double[] yellowBlue = new double[n];
        for (int i = 0; i < n; i++) {
            int r = rgb[3 * i] & 255;
            int g = rgb[3 * i + 1] & 255;
            int b = rgb[3 * i + 2] & 255;
            redGreen[i] = r - g;
            yellowBlue[i] = 0.5 * (r + g) - b;
        }
        double spread = Math.sqrt(variance(redGreen) + variance(yellowBlue));
        double distance = Math.sqrt(square(mean(redGreen)) + square(mean(yellowBlue)));
        // 0.3 is the paper's weight, fitted to 20 observers
        return spread + 0.3 * distance;
    }

    private static double entropy(double[] luma) {
        int[] bins = new int[256];
        for (double value : luma) {
            bins[(int) Math.round(value)]++;
        }
        double bits = 0;
        for (int count : bins) {
            if (count > 0) {
                double p = (double) count / luma.length;
                bits -= p * StrictMath.log(p) / StrictMath.log(2);
            }
        }
        return bits;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += square(value - mean);
        }
        return sum / values.length;
    }

    private static double mean(double[] values) {
        // a plain loop: DoubleStream.sum may add in another order in another release
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double square(double value) {
        return value * value;
    }
}
