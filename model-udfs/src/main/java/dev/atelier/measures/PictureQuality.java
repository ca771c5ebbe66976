package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.domain.Pixels;
import dev.atelier.image.ImageQuality;
import java.util.Set;

/**
 * Technical quality of a picture's pixels: {@code sharpness}, {@code contrast}, {@code blankness}, {@code colourfulness},
 * {@code entropy}; see {@link ImageQuality}.
 */
final class PictureQuality implements Scorer.OfPicture {
    @Override
    public String version() {
        return "picture_quality/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("sharpness", "contrast", "blankness", "colourfulness", "entropy");
    }

    @Override
    public Found found(Pixels picture) {
        ImageQuality quality = ImageQuality.of(picture);
        return Found.of(
                new Measure("sharpness", quality.sharpness()),
                new Measure("contrast", quality.contrast()),
                new Measure("blankness", quality.blankness()),
                new Measure("colourfulness", quality.colourfulness()),
                new Measure("entropy", quality.entropy()));
    }
}
