package dev.atelier.measures;

import dev.atelier.batch.Batches;
import dev.atelier.batch.MappedIterator;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.Score;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.worker.InFlight;
import dev.atelier.worker.RunFolder;
import dev.atelier.worker.Watched;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

    /** Texts through the scorers of texts, pictures through those of pictures; apart, rows that a model has to look at. */
    private final class ByModality implements Watched.Lanes<Scorable, Panel.Scored> {
        private static final String WITH_MODEL = " with model";
        private final List<Scorer> scorers = Scorers.of(setup);
        private final Map<String, Panel> panels = new HashMap<>();
        private final Map<String, Batches<Scorable, Panel.Scored>> batches = new HashMap<>();

        @Override
        public String of(Scorable row) {
            String modality = row.artifact().made().modality().word();
            return panel(modality).needsModel(row) ? modality + WITH_MODEL : modality;
        }

        @Override
        public Watched.Answering<Scorable, Panel.Scored> engine(String lane) {
            return batches.computeIfAbsent(lane, this::make)::answer;
        }

        @Override
        public boolean isDangerous(String lane) {
            return lane.endsWith(WITH_MODEL);
        }

        private Batches<Scorable, Panel.Scored> make(String lane) {
            String modality = lane.replace(WITH_MODEL, "");
            if (isDangerous(lane)) {
                scorers(modality).forEach(Scorer::prepare);
            }
            return new Batches<>(batchSize, panel(modality)::score);
        }

        private Panel panel(String modality) {
            return panels.computeIfAbsent(modality, m -> new Panel(scorers(m), folder, KeptFindings.in(folder)));
        }

        private List<Scorer> scorers(String modality) {
            return scorers.stream()
                    .filter(scorer -> scorer.modality().word().equals(modality))
                    .toList();
        }
    }

    private static Outcome<Score> outcome(Artifact artifact, Answer<Panel.Scored> answer) {
        if (answer instanceof Answer.Done<Panel.Scored> done) {
            Score score = done.value().score();
            return done.value().again()
                    ? Outcome.reused(artifact.artifactId(), score)
                    : Outcome.kept(artifact.artifactId(), score);
        }
        Answer.Failed<Panel.Scored> failed = (Answer.Failed<Panel.Scored>) answer;
        return Outcome.failed(artifact.artifactId(), failed.reason(), failed.message(), ARTIFACTS.json(artifact));
    }
}
