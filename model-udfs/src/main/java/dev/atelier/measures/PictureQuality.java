package dev.atelier.measures;

import dev.atelier.domain.Answer;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Modality;
import dev.atelier.image.ImageQuality;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Technical quality of a picture's pixels: {@code sharpness}, {@code contrast}, {@code blankness}, {@code colourfulness},
 * {@code entropy}; see {@link ImageQuality}.
 */
final class PictureQuality implements Scorer {
    @Override
    public Modality modality() {
        return Modality.IMAGE;
    }

    @Override
    public String version() {
        return "picture_quality/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("sharpness", "contrast", "blankness", "colourfulness", "entropy");
    }

    @Override
    public Optional<String> findingId(Subject row) {
        return Optional.of(IdWriter.of(version())
                .text("picture", row.artifact().made().contentSha256())
                .id());
    }

    @Override
    public List<Answer<Found>> score(List<Subject> rows) {
        return rows.stream()
                .map(row -> Answer.done(row).then(PictureQuality::found))
                .toList();
    }

    private static Found found(Subject row) {
        ImageQuality quality = ImageQuality.of(row.pixels());
        return Found.of(
                new Measure("sharpness", quality.sharpness()),
                new Measure("contrast", quality.contrast()),
                new Measure("blankness", quality.blankness()),
                new Measure("colourfulness", quality.colourfulness()),
                new Measure("entropy", quality.entropy()));
    }
}
