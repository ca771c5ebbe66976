package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.domain.Pixels;
import dev.atelier.image.Composition;
import java.util.List;
import java.util.Set;

/**
 * How what a picture shows lies on its background ({@link Composition}): {@code plain_background}, {@code subject_coverage},
 * {@code off_centre}, {@code cut_sides} (0 to 4; which is the detail), {@code separate_things}.
 */
final class PictureComposition implements Scorer.OfPicture {
    @Override
    public String version() {
        return "picture_composition/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("plain_background", "subject_coverage", "off_centre", "cut_sides", "separate_things");
    }

    @Override
    public Found found(Pixels picture) {
        Composition composition = Composition.of(picture);
        List<String> cut = composition.cutSides();
        return Found.of(
                new Measure("plain_background", composition.plainBackground()),
                new Measure("subject_coverage", composition.coverage()),
                new Measure("off_centre", composition.offCentre()),
                Found.count("cut_sides", cut),
                new Measure("separate_things", composition.things()));
    }
}
