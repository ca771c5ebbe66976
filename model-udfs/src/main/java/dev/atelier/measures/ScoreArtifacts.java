package dev.atelier.measures;

import dev.atelier.batch.Batches;
import dev.atelier.batch.MappedIterator;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Score;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.worker.InFlight;
import dev.atelier.worker.RunFolder;
import dev.atelier.worker.Watched;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/** {@link Scorable} rows to outcomes of {@link Score}, on one executor. Every readable artifact is kept. */
public final class ScoreArtifacts implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private static final OutcomeCodec<Score> OUTCOMES = OutcomeCodec.of(Score.class);
    private static final RowCodec<Artifact> ARTIFACTS = RowCodec.of(Artifact.class);
    private final Scorers.Setup setup;
    private final int batchSize;
    private final RunFolder folder;
    private final InFlight inFlight;

    /**
     * @param folder the run's; pictures are in {@code files/} in it
     * @param inFlight the record of rows inside a model, as it was found when the stage was planned
     */
    public ScoreArtifacts(Scorers.Setup setup, int batchSize, RunFolder folder, InFlight inFlight) {
        this.setup = setup;
        this.batchSize = batchSize;
        this.folder = folder;
        this.inFlight = inFlight;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        RowCodec<Scorable> codec = RowCodec.of(Scorable.class);
        var answers = new Watched<>(
                new MappedIterator<>(rows, codec::fromRow),
                (Scorable row) -> row.artifact().artifactId(),
                new ByModality(),
                inFlight.ofThisTask(),
                batchSize);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> answers.close());
        return new MappedIterator<>(answers, a -> OUTCOMES.toRow(outcome(a.row().artifact(), a.answer())));
    }

    /** Texts through the scorers of texts, pictures through those of pictures. */
    private final class ByModality implements Watched.Lanes<Scorable, Score> {
        private final Map<String, Batches<Scorable, Score>> batches = new HashMap<>();
        private final Set<String> withModel = new HashSet<>();

        @Override
        public String of(Scorable row) {
            return row.artifact().made().modality().word();
        }

        @Override
        public Watched.Answering<Scorable, Score> engine(String lane) {
            return batches.computeIfAbsent(lane, this::make)::answer;
        }

        @Override
        public boolean isDangerous(String lane) {
            return withModel.contains(lane);
        }

        private Batches<Scorable, Score> make(String lane) {
            List<Scorer> scorers = Scorers.of(setup).stream()
                    .filter(scorer -> scorer.modality().word().equals(lane))
                    .toList();
            scorers.stream().filter(Scorer::prepare).forEach(scorer -> withModel.add(lane));
            return new Batches<>(batchSize, rows -> score(scorers, rows));
        }
    }

    /** What every scorer found about each row; a row that one of them fails on is failed. */
    private List<Answer<Score>> score(List<Scorer> scorers, List<Scorable> rows) {
        List<Answer<Subject>> subjects = rows.stream()
                .map(row -> Answer.done(row).then(r -> new Subject(r, folder)))
                .toList();
        List<Subject> whole = new ArrayList<>();
        subjects.forEach(subject -> subject.then(whole::add));
        List<List<Answer<Scorer.Found>>> found = new ArrayList<>();
        for (Scorer scorer : whole.isEmpty() ? List.<Scorer>of() : scorers) {
            found.add(scorer.score(whole));
        }
        List<Answer<Score>> scores = new ArrayList<>(Collections.nCopies(rows.size(), null));
        int next = 0;
        for (int i = 0; i < rows.size(); i++) {
            int place = next;
            scores.set(i, subjects.get(i).then(subject -> joined(subject.artifact(), found, place)));
            next += subjects.get(i) instanceof Answer.Done ? 1 : 0;
        }
        return scores;
    }

    private static Score joined(Artifact artifact, List<List<Answer<Scorer.Found>>> found, int place) {
        List<Measure> measures = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        for (List<Answer<Scorer.Found>> ofScorer : found) {
            Scorer.Found one = ofScorer.get(place).orThrow();
            measures.addAll(one.measures());
            flags.addAll(one.flags());
        }
        return new Score(
                artifact.artifactId(),
                artifact.target().itemId(),
                artifact.made().modality(),
                artifact.target().field(),
                measures,
                flags);
    }

    private static Outcome<Score> outcome(Artifact artifact, Answer<Score> answer) {
        if (answer instanceof Answer.Done<Score> done) {
            return Outcome.kept(artifact.artifactId(), done.value());
        }
        Answer.Failed<Score> failed = (Answer.Failed<Score>) answer;
        return Outcome.failed(artifact.artifactId(), failed.reason(), failed.message(), ARTIFACTS.json(artifact));
    }
}
