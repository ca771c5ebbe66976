package dev.atelier.image;

import dev.atelier.domain.Pixels;

/** Brightness by ITU-R BT.601, 0 to 255: 0.299 R + 0.587 G + 0.114 B. */
final class Luma {
    private Luma() {}

    /** (heightPx * widthPx) */
    static double[] of(Pixels in) {
        byte[] rgb = in.rgb();
        double[] luma = new double[in.widthPx() * in.heightPx()];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = 0.299 * (rgb[3 * i] & 255) + 0.587 * (rgb[3 * i + 1] & 255) + 0.114 * (rgb[3 * i + 2] & 255);
        }
        return luma;
    }

    /** Rounded to whole numbers, so that sums of it are exact: (heightPx * widthPx) */
    static int[] whole(Pixels in) {
        byte[] rgb = in.rgb();
        int[] luma = new int[in.widthPx() * in.heightPx()];
        for (int i = 0; i < luma.length; i++) {
            int thousandths = 299 * (rgb[3 * i] & 255) + 587 * (rgb[3 * i + 1] & 255) + 114 * (rgb[3 * i + 2] & 255);
            luma[i] = (thousandths + 500) / 1000;
        }
        return luma;
    }
}
