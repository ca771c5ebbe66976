package dev.atelier.artifacts;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** A request and what was made for the same ask before, to its outcome. */
public final class ReusedArtifact implements MapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private static final RowCodec<Found> FOUND = RowCodec.of(Found.class);
    private static final OutcomeCodec<Artifact> OUTCOMES = OutcomeCodec.of(Artifact.class);

    /** The row that comes in. */
    public record Found(GenerationRequest request, Artifact artifact) {}

    @Override
    public Row call(Row row) {
        Found found = FOUND.fromRow(row);
        return OUTCOMES.toRow(
                Outcome.reused(found.request().requestId(), found.artifact().answering(found.request())));
    }
}
