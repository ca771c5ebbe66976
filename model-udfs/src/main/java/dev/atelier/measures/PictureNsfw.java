package dev.atelier.measures;

import dev.atelier.domain.Answer;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Modality;
import dev.atelier.domain.PictureGuard;
import dev.atelier.domain.RowFailure;
import dev.atelier.worker.ModelSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How likely a picture is not safe for work, nudity and pornography that is: {@code nsfw}, 0 to 1, by Yahoo's open_nsfw. Its authors
 * call less than 0.2 very probably safe and more than 0.8 very probably not. Violence and symbols of hate it was not taught.
 */
final class PictureNsfw implements Scorer {
    private final Lent<PictureGuard> lent;

    /** @param source null for none: then nothing is measured */
    PictureNsfw(ModelSource<PictureGuard> source) {
        this.lent = new Lent<>(source, "score.nsfw");
    }

    @Override
    public Modality modality() {
        return Modality.IMAGE;
    }

    @Override
    public String version() {
        return "nsfw/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("nsfw");
    }

    @Override
    public Optional<String> lacks() {
        return lent.lacks();
    }

    @Override
    public boolean usesModel() {
        return lent.isThere();
    }

    @Override
    public void prepare() {
        lent.prepare();
    }

    @Override
    public Optional<String> findingId(Subject row) {
        return lent.ref().map(model -> IdWriter.of(version())
                .part("model", model.written())
                .text("picture", row.artifact().made().contentSha256())
                .id());
    }

    /** @throws RowFailure if one picture cannot be read or judged: the batch is halved until it is alone */
    @Override
    public List<Answer<Found>> score(List<Subject> rows) {
        if (!lent.isThere()) {
            return rows.stream().map(row -> Answer.done(Found.of())).toList();
        }
        return lent.model().notSafe(rows.stream().map(Subject::pixels).toList()).stream()
                .map(value -> Answer.done(Found.of(new Measure("nsfw", value))))
                .toList();
    }
}
