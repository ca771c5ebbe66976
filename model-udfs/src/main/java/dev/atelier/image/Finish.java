package dev.atelier.image;

import dev.atelier.domain.ContentId;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Pixels;

/** From decoded pixels to the file: upscale, sharpen, encode with the recipe. The same arguments give the same bytes. */
public final class Finish {
    /** Standard deviation of the unsharp mask in pixels of the final picture; 1 is the finest detail a pixel can show. */
    static final double SHARPEN_RADIUS_PX = 1.0;

    private Finish() {}

    /** @param ask what {@code request} asks for */
    public static FinishedImage of(GenerationRequest request, DrawPicture ask, GeneratedImage drawn) {
        Pixels pixels = pixels(ask.image(), drawn.pixels());
        byte[] png = Png.encode(pixels, Recipe.texts(request, ask));
        return new FinishedImage(
                png,
                ContentId.ofBytes(png),
                ContentId.ofBytes(pixels.rgb()),
                pixels.widthPx(),
                pixels.heightPx(),
                Thumbnail.png(pixels));
    }

    /** The finishing alone: (heightPx, widthPx, 3) to (heightPx * upscaleFactor, widthPx * upscaleFactor, 3). */
    public static Pixels pixels(ImageParameters how, Pixels drawn) {
        Pixels large = Resize.to(
                drawn,
                drawn.widthPx() * how.upscaleFactor(),
                drawn.heightPx() * how.upscaleFactor(),
                Resize.Filter.LANCZOS3);
        return Sharpen.unsharp(large, SHARPEN_RADIUS_PX, how.sharpenAmount());
    }
}
