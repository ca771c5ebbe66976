package dev.atelier.udf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.Embedder;
import dev.atelier.domain.Modality;
import dev.atelier.domain.RowFailure;
import dev.atelier.domain.Score;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import java.util.ArrayList;
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
    private static final ObjectMapper JSON = new ObjectMapper();
    private final EmbedderSource embedders;
    private final int batchSize;
    private final List<String> moreBlocked;
    private final String runFolder;
    private final HadoopFiles hadoop;
    private final InFlight inFlight;

    /**
     * @param embedders null for none: then pictures get no {@code clip_score}
     * @param moreBlocked blocklist entries beside the built-in ones
     * @param runFolder full URI of the run's folder; pictures are in {@code files/} below it
     * @param inFlight of pictures that are inside the embedder
     */
    public ScoreArtifacts(
            EmbedderSource embedders,
            int batchSize,
            List<String> moreBlocked,
            String runFolder,
            HadoopFiles hadoop,
            InFlight inFlight) {
        this.embedders = embedders;
        this.batchSize = batchSize;
        this.moreBlocked = new ArrayList<>(moreBlocked);
        this.runFolder = runFolder;
        this.hadoop = hadoop;
        this.inFlight = inFlight;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        RowCodec<Scorable> in = RowCodec.of(Scorable.class);
        OutcomeCodec<Score> out = OutcomeCodec.of(Score.class);
        Batch batch = new Batch();
        MicroBatcher<Scorable, Score, Score> batcher =
                new MicroBatcher<>(batchSize, batch::score, (row, score) -> score);
        MicroBatcher<Scorable, Score, Score>.Run results = batcher.run(new MappedIterator<>(rows, row -> {
            Scorable scorable = in.fromRow(row);
            // a model that cannot be had stops the task here; inside a batch it would count as the row's fault
            batch.prepare(scorable.artifact().modality());
            return scorable;
        }));
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> results.close());
        return new MappedIterator<>(results, result -> out.toRow(outcome(result)));
    }

    /** What one task scores with. */
    private final class Batch {
        private final TextScorer texts = new TextScorer(moreBlocked);
        private final ImageScorer images = new ImageScorer(hadoop, runFolder);
        private final Map<String, Integer> suspects = inFlight.suspects();
        private Embedder embedder;

        void prepare(Modality modality) {
            if (modality == Modality.IMAGE && embedder == null && embedders != null) {
                embedder = embedders.ofThisTask();
            }
        }

        List<Score> score(List<Scorable> rows) {
            rows.forEach(Batch::requireWhole);
            Iterator<Score> pictures = pictures(rows.stream()
                            .filter(r -> r.artifact().modality() == Modality.IMAGE)
                            .toList())
                    .iterator();
            List<Score> scores = new ArrayList<>(rows.size());
            for (Scorable row : rows) {
                scores.add(row.artifact().modality() == Modality.IMAGE ? pictures.next() : texts.score(row));
            }
            return scores;
        }

        private List<Score> pictures(List<Scorable> rows) {
            return embedder == null || rows.isEmpty()
                    ? images.score(rows, null)
                    : inFlight.guard(
                            rows, row -> row.artifact().artifactId(), suspects, alive -> images.score(alive, embedder));
        }

        private static void requireWhole(Scorable row) {
            if (row.request() == null || row.item() == null) {
                throw new RowFailure(
                        row.request() == null ? "missing_request" : "missing_item",
                        "Artifact " + row.artifact().artifactId() + " has no "
                                + (row.request() == null
                                        ? "request " + row.artifact().requestId()
                                        : "item")
                                + " in the run's tables (run again from the stage that makes it)");
            }
        }
    }

    private static Outcome<Score> outcome(MicroBatcher.Result<Scorable, Score> result) {
        Artifact artifact = result.input().artifact();
        return result.failure() == null
                ? Outcome.kept(artifact.artifactId(), result.output())
                : Outcome.failed(
                        artifact.artifactId(),
                        result.failure().reason(),
                        result.failure().getMessage(),
                        json(artifact));
    }

    private static String json(Artifact artifact) {
        try {
            return JSON.writeValueAsString(artifact);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write artifact " + artifact.artifactId(), e);
        }
    }
}
