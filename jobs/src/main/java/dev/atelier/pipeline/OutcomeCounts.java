package dev.atelier.pipeline;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.atelier.rows.Effect;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Output;
import dev.atelier.stage.RuleCounts;
import dev.atelier.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Counts outcomes while they are written, so that no job of its own does. */
final class OutcomeCounts {
    private static final String KEPT = "kept", REJECTED = "rejected", FAILED = "failed";
    private static final String AGAIN = "again", FILES = "files", OUT = "out", DID = "did";

    private final Output output;
    private final List<String> rules;
    private final Observation observation = new Observation();
    private Map<String, Object> counts = Map.of();

    OutcomeCounts(Stage stage) {
        this.output = stage.output();
        this.rules = stage.rules();
    }

    /** The same rows, counted when they are written. */
    Dataset<Row> watching(Dataset<Row> outcomes) {
        Column rows = output.list() == null
                ? lit(1L)
                : size(col(OutcomeCodec.VALUE + "." + RowCodec.column(output.list())))
                        .cast("long");
        List<Column> counted = new ArrayList<>();
        counted.add(count(REJECTED, OutcomeCodec.is(Outcome.Status.REJECTED), lit(1L)));
        counted.add(count(FAILED, OutcomeCodec.is(Outcome.Status.FAILED), lit(1L)));
        counted.add(count(AGAIN, col(OutcomeCodec.REUSED), lit(1L)));
        counted.add(count(FILES, OutcomeCodec.isFile(), lit(1L)));
        counted.add(count(OUT, OutcomeCodec.is(Outcome.Status.KEPT), rows));
        for (String rule : rules) {
            for (Effect.Kind kind : Effect.Kind.values()) {
                String word = OutcomeCodec.did(kind, rule);
                counted.add(count(word, array_contains(col(DID), word), lit(1L)));
            }
        }
        return (rules.isEmpty() ? outcomes : outcomes.withColumn(DID, OutcomeCodec.did()))
                .observe(
                        observation,
                        count(KEPT, OutcomeCodec.is(Outcome.Status.KEPT), lit(1L)),
                        counted.toArray(Column[]::new))
                .drop(DID);
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

    /** Failed rows that stand for a whole file. */
    long files() {
        return of(FILES);
    }

    /** All of them, before the time is known. */
    FunnelRow of(String stage, long in) {
        TreeMap<String, RuleCounts> did = new TreeMap<>();
        for (String rule : rules) {
            RuleCounts rows = new RuleCounts(
                    of(OutcomeCodec.did(Effect.Kind.CHANGED, rule)),
                    of(OutcomeCodec.did(Effect.Kind.FLAGGED, rule)),
                    of(OutcomeCodec.did(Effect.Kind.REJECTED, rule)));
            if (!rows.equals(RuleCounts.NONE)) {
                did.put(rule, rows);
            }
        }
        return new FunnelRow(stage, in, kept(), rejected(), failed(), of(AGAIN), of(OUT), 0, did);
    }

    private long of(String name) {
        return counts.get(name) instanceof Long count ? count : 0; // null: there was no row
    }
}
