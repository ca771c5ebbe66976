package dev.atelier.domain;

/** An RGB picture, 8 bits a channel, rows from the top, pixels interleaved: (heightPx, widthPx, 3). */
public record Pixels(int widthPx, int heightPx, byte[] rgb) {
    public Pixels {
        Require.that(
                rgb.length == widthPx * heightPx * 3,
                "pixel bytes",
                rgb.length,
                "must be width x height x 3 = " + widthPx * heightPx * 3);
    }
}
