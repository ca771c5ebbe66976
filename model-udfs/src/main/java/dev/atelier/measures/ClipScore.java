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

    private final ModelSource<Embedder> source;
    private Embedder embedder;

    /** @param source null for none: then nothing is measured */
    ClipScore(ModelSource<Embedder> source) {
        this.source = source;
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
        return source == null ? Optional.of("score.embedder") : Optional.empty();
    }

    @Override
    public boolean usesModel() {
        return source != null;
    }

    @Override
    public void prepare() {
        embedder = source == null ? null : source.ofThisTask();
    }

    @Override
    public Optional<String> findingId(Subject row) {
        return Optional.ofNullable(source).map(ModelSource::ref).map(model -> IdWriter.of(version())
                .part("model", model.written())
                .text("picture", row.artifact().made().contentSha256())
                .text("prompt", row.prompt())
                .id());
    }

    /** @throws RowFailure if one picture cannot be read or embedded: the batch is halved until it is alone */
    @Override
    public List<Answer<Found>> score(List<Subject> rows) {
        if (embedder == null) {
            return rows.stream().map(row -> Answer.done(Found.of())).toList();
        }
        List<float[]> seen =
                embedder.embedImages(rows.stream().map(Subject::pixels).toList()); // (rows, space)
        List<float[]> asked =
                embedder.embedTexts(rows.stream().map(Subject::prompt).toList()); // (rows, space)
        List<Answer<Found>> found = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            found.add(Answer.done(
                    Found.of(new Measure("clip_score", RESCALED * Math.max(Sense.dot(seen.get(i), asked.get(i)), 0)))));
        }
        return found;
    }
}
