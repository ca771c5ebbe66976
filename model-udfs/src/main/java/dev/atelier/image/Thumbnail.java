package dev.atelier.image;

import dev.atelier.domain.Pixels;
import java.util.List;

/** Small pictures that travel inside rows. */
public final class Thumbnail {
    /** Longest side; a 96 px PNG stays below about 20 KiB, small enough for a table's row. */
    public static final int MAX_SIDE_PX = 96;

    private Thumbnail() {}

    /** PNG bytes, shrunk in proportion to at most {@link #MAX_SIDE_PX} a side; never enlarged; no metadata. */
    public static byte[] png(Pixels in) {
        return Png.encode(fit(in, MAX_SIDE_PX), List.of());
    }

    /** The picture shrunk in proportion to at most {@code maxSidePx} a side; never enlarged. */
    public static Pixels fit(Pixels in, int maxSidePx) {
        int longest = Math.max(in.widthPx(), in.heightPx());
        if (longest <= maxSidePx) {
            return in;
        }
        int width = Math.max(1, (int) Math.round((double) in.widthPx() * maxSidePx / longest));
        int height = Math.max(1, (int) Math.round((double) in.heightPx() * maxSidePx / longest));
        return Resize.to(in, width, height, Resize.Filter.LANCZOS3);
    }
}
