package dev.atelier.measures;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Embedder;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Modality;
import dev.atelier.domain.RowFailure;
import dev.atelier.worker.ModelSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Likeness of a picture to its prompt: {@code clip_score}, 2.5 * max(cosine of CLIP's vectors, 0), as CLIPScore (Hessel et al.
 * 2021, section 3) has it, without the words "A photo depicts" before the prompt.
 */
final class ClipScore implements Scorer {
    /** The paper's w. */
    private static final double RESCALED = 2.5;

    private final Lent<Embedder> lent;

    /** @param source null for none: then nothing is measured */
    ClipScore(ModelSource<Embedder> source) {
        this.lent = new Lent<>(source, "score.embedder");
    }

    @Override
    public Modality modality() {
        return Modality.IMAGE;
    }

    @Override
    public String version() {
        return "clip_score/2";
    }

    @Override
    public Set<String> measures() {
        return Set.of("clip_score");
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
                .text("prompt", row.prompt())
                .id());
    }

    /** @throws RowFailure if one picture cannot be read or embedded: the batch is halved until it is alone */
    @Override
    public List<Answer<Found>> score(List<Subject> rows) {
        if (!lent.isThere()) {
            return rows.stream().map(row -> Answer.done(Found.of())).toList();
        }
        List<float[]> seen =
                lent.model().embedImages(rows.stream().map(Subject::pixels).toList()); // (rows, space)
        List<float[]> asked =
                lent.model().embedTexts(rows.stream().map(Subject::prompt).toList()); // (rows, space)
        List<Answer<Found>> found = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            found.add(Answer.done(
                    Found.of(new Measure("clip_score", RESCALED * Math.max(Sense.dot(seen.get(i), asked.get(i)), 0)))));
        }
        return found;
    }
}
