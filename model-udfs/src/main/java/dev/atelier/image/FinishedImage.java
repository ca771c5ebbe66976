package dev.atelier.image;

/**
 * A picture ready to be stored.
 *
 * @param png the file's bytes, recipe and AI mark inside
 * @param sha256 of {@code png}, 64 hex digits
 * @param pixelsSha256 of the final RGB bytes, which no metadata changes
 * @param thumbnail PNG, at most {@link Thumbnail#MAX_SIDE_PX} a side
 */
public record FinishedImage(
        byte[] png, String sha256, String pixelsSha256, int widthPx, int heightPx, byte[] thumbnail) {}
