package dev.atelier.pipeline;

import static org.apache.spark.sql.functions.expr;

import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Output;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Counts outcomes while they are written, so that no job of its own does. */
final class OutcomeCounts {
    private final Output output;
    private final Observation observation = new Observation();
    private Map<String, Object> counts = Map.of();

    OutcomeCounts(Output output) {
        this.output = output;
    }

    /** The same rows, counted when they are written. */
    Dataset<Row> watching(Dataset<Row> outcomes) {
        String rows = output.list() == null ? "1" : "size(value." + RowCodec.column(output.list()) + ")";
        return outcomes.observe(
                observation,
                count("kept", "status = 'kept'"),
                count("rejected", "status = 'rejected'"),
                count("failed", "status = 'failed'"),
                count("reused", "reused"),
                count("files", "endswith(get(reasons, 0), '_file')"),
                expr("sum(if(status = 'kept', bigint(" + rows + "), 0L))").as("out"));
    }

    private static Column count(String name, String condition) {
        return expr("sum(if(" + condition + ", 1L, 0L))").as(name);
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
        return of("kept");
    }

    long rejected() {
        return of("rejected");
    }

    long failed() {
        return of("failed");
    }

    long reused() {
        return of("reused");
    }

    /** Failed rows that stand for a whole file. */
    long files() {
        return of("files");
    }

    /** Rows of the table that the kept ones become. */
    long out() {
        return of("out");
    }

    private long of(String name) {
        return counts.get(name) instanceof Long count ? count : 0; // null: there was no row
    }
}
