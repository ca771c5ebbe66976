package dev.atelier.measures;

import dev.atelier.domain.Answer;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Modality;
import dev.atelier.image.CopiedPicture;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;

/**
 * Whether a picture is a copy of one that {@code score.copyright.pictures} names: {@code picture_copy}, likeness 0 to 1 to the one it
 * is most like; a part, mirrored, recoloured and resized ones included ({@link CopiedPicture}). The detail is that one's name.
 */
final class PictureCopy implements Scorer {
    /** From here on a person is told: 96 % of seeded copies, 0.8 % of other pictures (scripts/cases/make_picture_copies.py). */
    private static final double COPY = 0.85;

    private final boolean hasPictures;
    private final Broadcast<ProtectedPictures> pictures;

    /** @param pictures null until the stage has read them */
    PictureCopy(boolean hasPictures, Broadcast<ProtectedPictures> pictures) {
        this.hasPictures = hasPictures;
        this.pictures = pictures;
    }

    @Override
    public Modality modality() {
        return Modality.IMAGE;
    }

    @Override
    public String version() {
        return "picture-copy/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("picture_copy");
    }

    @Override
    public Optional<String> lacks() {
        return hasPictures ? Optional.empty() : Optional.of("score.copyright.pictures");
    }

    @Override
    public Optional<String> findingId(Subject row) {
        return Optional.ofNullable(pictures).map(known -> IdWriter.of(version())
                .text("picture", row.artifact().made().contentSha256())
                .text("pictures", known.value().digest())
                .id());
    }

    @Override
    public List<Answer<Found>> score(List<Subject> rows) {
        return rows.stream().map(row -> Answer.done(row).then(this::found)).toList();
    }

    private Found found(Subject row) {
        if (pictures == null) {
            return Found.of();
        }
        CopiedPicture copied = pictures.value().most(row.pixels());
        String name = copied.place() < 0 ? null : pictures.value().names().get(copied.place());
        return Found.of(
                List.of(new Measure("picture_copy", copied.likeness(), name)),
                copied.likeness() < COPY
                        ? List.of()
                        : List.of(String.format(Locale.ROOT, "copy: %.2f of %s", copied.likeness(), name)));
    }
}
