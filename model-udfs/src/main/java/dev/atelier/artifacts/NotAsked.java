package dev.atelier.artifacts;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** Requests that a budget has nothing left for, as failed outcomes: they stand in quarantine and can be asked another day. */
public final class NotAsked implements MapFunction<Row, Row> {
    /** Their reason. */
    public static final String REASON = "not_asked";

    private static final long serialVersionUID = 1L;
    private static final OutcomeCodec<Artifact> OUTCOMES = OutcomeCodec.of(Artifact.class);
    private static final RowCodec<GenerationRequest> REQUESTS = RowCodec.of(GenerationRequest.class);

    @Override
    public Row call(Row row) {
        return of(REQUESTS.fromRow(row));
    }

    static Row of(GenerationRequest request) {
        return OUTCOMES.toRow(Outcome.failed(
                request.requestId(),
                REASON,
                "Request " + request.requestId() + " (" + request.target().field() + " of item "
                        + request.target().itemId() + ") was not asked: the budget is spent (atelier replay goes on"
                        + " with the same budget once more; or raise section budget)",
                REQUESTS.json(request)));
    }
}
