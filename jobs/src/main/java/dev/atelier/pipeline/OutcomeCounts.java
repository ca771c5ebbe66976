package dev.atelier.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Output;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Counts outcomes while they are written, so that no job of its own does. */
final class OutcomeCounts {
    private static final String KEPT = "kept", REJECTED = "rejected", FAILED = "failed";
    private static final String AGAIN = "again", FILES = "files", OUT = "out";

    private final Output output;
    private final Observation observation = new Observation();
    private Map<String, Object> counts = Map.of();

    OutcomeCounts(Output output) {
        this.output = output;
    }

    /** The same rows, counted when they are written. */
    Dataset<Row> watching(Dataset<Row> outcomes) {
        Column rows = output.list() == null
                ? lit(1L)
                : size(col(OutcomeCodec.VALUE + "." + RowCodec.column(output.list())))
                        .cast("long");
        return outcomes.observe(
                observation,
                count(KEPT, OutcomeCodec.is(Outcome.Status.KEPT), lit(1L)),
                count(REJECTED, OutcomeCodec.is(Outcome.Status.REJECTED), lit(1L)),
                count(FAILED, OutcomeCodec.is(Outcome.Status.FAILED), lit(1L)),
                count(AGAIN, col(OutcomeCodec.REUSED), lit(1L)),
                count(FILES, OutcomeCodec.isFile(), lit(1L)),
                count(OUT, OutcomeCodec.is(Outcome.Status.KEPT), rows));
    }

    private static Column count(String name, Column condition, Column rows) {
        return sum(when(condition, rows).otherwise(0L)).as(name);
    }

    /** Takes the counts over; only after the rows were written. */
    void read() {
        try {
            counts = observation.getAsJava();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while outcomes were counted", e);
        }
    }

    long kept() {
        return of(KEPT);
    }

    long rejected() {
        return of(REJECTED);
    }

    long failed() {
        return of(FAILED);
    }

    long reused() {
        return of(AGAIN);
    }

    /** Failed rows that stand for a whole file. */
    long files() {
        return of(FILES);
    }

    /** Rows of the table that the kept ones become. */
    long out() {
        return of(OUT);
    }

    private long of(String name) {
        return counts.get(name) instanceof Long count ? count : 0; // null: there was no row
    }
}
