package dev.atelier.image;

import dev.atelier.domain.Pixels;

/** Made-up pictures for tests. */
final class Pictures {
    private Pictures() {}

    static Pixels flat(int width, int height, int r, int g, int b) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) r;
            rgb[i + 1] = (byte) g;
            rgb[i + 2] = (byte) b;
        }
        return new Pixels(width, height, rgb);
    }

    /** Byte i is (37 i + i*i mod 251) mod 256; scripts/golden/resize_golden.py makes the same. */
    static Pixels pattern(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (37 * i + (i * i) % 251);
        }
        return new Pixels(width, height, rgb);
    }

    /** Triangle waves, another direction for each colour; scripts/golden/picture_measures.py makes the same. */
    static Pixels hills(int width, int height, int period) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            int c = i % 3;
            int along = i / 3 % width * (c + 3) + i / 3 / width * (5 - c);
            rgb[i] = (byte) (Math.abs(along % (2 * period) - period) * 240 / period);
        }
        return new Pixels(width, height, rgb);
    }

    /** A disc of one colour on white, softened at its edge: like a picture of a thing. */
    static Pixels disc(int side, double centerX, double centerY, double radius, int r, int g, int b) {
        byte[] rgb = new byte[side * side * 3];
        int[] colour = {r, g, b};
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double inside = radius - Math.hypot(x - centerX, y - centerY) + 0.5;
                double cover = Math.max(0, Math.min(1, inside));
                for (int c = 0; c < 3; c++) {
                    rgb[(y * side + x) * 3 + c] = (byte) Math.round(255 + cover * (colour[c] - 255));
                }
            }
        }
        return new Pixels(side, side, rgb);
    }
}
