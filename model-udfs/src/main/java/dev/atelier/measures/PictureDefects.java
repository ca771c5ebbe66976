package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.domain.Pixels;
import dev.atelier.image.Defects;
import dev.atelier.image.Exposure;
import java.util.Set;

/**
 * What is technically wrong with a picture: {@code brightness}, {@code dark_clipped}, {@code bright_clipped}, {@code tonal_range}
 * ({@link Exposure}); {@code blur}, {@code noise}, {@code blockiness}, {@code banding} and over all four {@code technical_quality},
 * 100 for none of them ({@link Defects}). Its detail is the worst of them.
 */
final class PictureDefects implements Scorer.OfPicture {
    @Override
    public String version() {
        return "picture_defects/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of(
                "brightness",
                "dark_clipped",
                "bright_clipped",
                "tonal_range",
                "blur",
                "noise",
                "blockiness",
                "banding",
                "technical_quality");
    }

    @Override
    public Found found(Pixels picture) {
        Exposure exposure = Exposure.of(picture);
        Defects defects = Defects.of(picture);
        return Found.of(
                new Measure("brightness", exposure.brightness()),
                new Measure("dark_clipped", exposure.darkClipped()),
                new Measure("bright_clipped", exposure.brightClipped()),
                new Measure("tonal_range", exposure.tonalRange()),
                new Measure("blur", defects.blur()),
                new Measure("noise", defects.noise()),
                new Measure("blockiness", defects.blockiness()),
                new Measure("banding", defects.banding()),
                new Measure(
                        "technical_quality", defects.quality(), defects.worst().orElse(null)));
    }
}
