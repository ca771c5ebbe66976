package dev.atelier.artifacts;

import dev.atelier.domain.Pixels;
import dev.atelier.image.PerceptualHash;
import dev.atelier.image.Png;
import dev.atelier.image.Thumbnail;
import java.util.List;

/** What stages that see no pixels need to know of a PNG picture. */
public final class Pictures {
    private Pictures() {}

    /** Bits (0 to 64) in which the perceptual hashes of two pictures differ; below about 8 they look the same. */
    public static int distance(long hash, long other) {
        return PerceptualHash.distance(hash, other);
    }

    /** The 64-bit perceptual hash. */
    public static long hash(byte[] png) {
        return PerceptualHash.of(Png.decode(png));
    }

    /** The picture as it is if no side is longer, else shrunk in proportion, without its texts. */
    public static byte[] preview(byte[] png, int maxSidePx) {
        Pixels whole = Png.decode(png);
        if (Math.max(whole.widthPx(), whole.heightPx()) <= maxSidePx) {
            return png;
        }
        return Png.encode(Thumbnail.fit(whole, maxSidePx), List.of());
    }
}
