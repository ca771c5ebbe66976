package dev.atelier.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.ReviewItem;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Tables;
import dev.atelier.udf.RowCodec;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;

/**
 * Takes the steps in order: reads a table, applies the stage, writes its outcome once, and only then derives the next
 * table, the rejected rows and the quarantine from what was written. A step whose input and facts are those of last time
 * is not taken again.
 */
final class Run {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Rows in one file of a published table. */
    private static final long ROWS_PER_FILE = 200_000;
    /** Whole files in quarantine that are told one by one. */
    private static final int MAX_FILES_TOLD = 20;

    private final SparkSession spark;
    private final Tables tables;
    private final boolean retryFailed;
    private final PrintStream out;

    Run(SparkSession spark, Tables tables, boolean retryFailed, PrintStream out) {
        this.spark = spark;
        this.tables = tables;
        this.retryFailed = retryFailed;
        this.out = out;
    }

    /** What is remembered of a finished step, beside its outcome. */
    record Finished(String fingerprint, FunnelRow funnel) {}

    List<FunnelRow> take(List<Step> steps) {
        out.println(FunnelRow.header());
        List<FunnelRow> funnel = new ArrayList<>();
        String upstream = CodeDigest.ofThisJar();
        for (Step step : steps) {
            upstream = ContentId.of(upstream, step.stage().name(), step.facts());
            FunnelRow row = take(step, upstream);
            out.println(row.line());
            funnel.add(row);
        }
        return funnel;
    }

    private FunnelRow take(Step step, String fingerprint) {
        long start = System.nanoTime();
        Finished last = lastTime(step);
        boolean settled = last != null && !(retryFailed && last.funnel().failed() > 0);
        if (settled && last.fingerprint().equals(fingerprint) && tables.exists(step.to())) {
            return last.funnel().again(seconds(start));
        }
        tables.delete(memory(step));
        Dataset<Row> in = step.from() == null ? spark.emptyDataFrame() : tables.read(step.from());
        tables.replace(outcomes(step), step.stage().apply(in));
        Dataset<Row> outcome = tables.read(outcomes(step));
        Map<String, long[]> counts = count(outcome);
        Function<String, Long> of = status -> counts.getOrDefault(status, new long[2])[0];
        publish(step, outcome, counts);
        long total = step.from() == null
                ? counts.values().stream().mapToLong(c -> c[0]).sum()
                : in.count();
        FunnelRow row = new FunnelRow(
                step.stage().name(),
                total,
                of.apply("kept"),
                of.apply("rejected"),
                of.apply("failed"),
                counts.getOrDefault("kept", new long[2])[1],
                tables.read(step.to()).count(),
                seconds(start));
        remember(step, new Finished(fingerprint, row));
        return row;
    }

    private void publish(Step step, Dataset<Row> outcome, Map<String, long[]> counts) {
        String stage = step.stage().name();
        Dataset<Row> kept = outcome.filter("status = 'kept'").selectExpr(step.columns());
        tables.replace(step.to(), inFiles(kept, counts.getOrDefault("kept", new long[2])[0]));
        tables.replace(
                "rejected_items/stage=" + stage,
                inFiles(rejected(outcome), counts.getOrDefault("rejected", new long[2])[0]));
        tables.replace(
                "quarantine/stage=" + stage,
                inFiles(
                        outcome.filter("status = 'failed'")
                                .select(
                                        col("row_id"),
                                        col("reasons").getItem(0).as("reason"),
                                        col("message"),
                                        col("payload")),
                        counts.getOrDefault("failed", new long[2])[0]));
    }

    /** Rejected rows of every stage have one schema: the review table's, empty where there was no candidate yet. */
    private static Dataset<Row> rejected(Dataset<Row> outcome) {
        boolean candidates = Arrays.asList(outcome.schema()
                        .apply("value")
                        .dataType()
                        .simpleString()
                        .split("[<,:]"))
                .contains("review_id");
        List<Column> columns = new ArrayList<>(List.of(col("row_id"), col("reasons"), col("message"), col("payload")));
        for (StructField field : RowCodec.of(ReviewItem.class).schema().fields()) {
            if (!field.name().equals("reasons")) {
                columns.add(
                        (candidates ? col("value." + field.name()) : lit(null).cast(field.dataType()))
                                .as(field.name()));
            }
        }
        return outcome.filter("status = 'rejected'").select(columns.toArray(Column[]::new));
    }

    /** Sorted by the first column into files of bounded size, so that equal rows give equal files. */
    private static Dataset<Row> inFiles(Dataset<Row> rows, long count) {
        int files = (int) (1 + count / ROWS_PER_FILE);
        Column id = col(rows.columns()[0]);
        return (files == 1 ? rows.repartition(1) : rows.repartitionByRange(files, id)).sortWithinPartitions(id);
    }

    /** By status: rows, and how many of them were reused. What is wrong with whole files is said aloud. */
    private Map<String, long[]> count(Dataset<Row> outcome) {
        List<Row> counts = outcome.selectExpr(
                        "status",
                        "int(reused) as reused",
                        "if(endswith(get(reasons, 0), '_file'), message, null) as file")
                .groupBy("status", "file")
                .agg(functions.count(lit(1)), functions.sum("reused"))
                .collectAsList();
        List<String> files = counts.stream()
                .filter(r -> !r.isNullAt(1))
                .map(r -> r.getString(1))
                .sorted()
                .toList();
        files.stream().limit(MAX_FILES_TOLD).forEach(out::println);
        if (files.size() > MAX_FILES_TOLD) {
            out.println("... and " + (files.size() - MAX_FILES_TOLD) + " files more (the table quarantine has all)");
        }
        return counts.stream()
                .collect(Collectors.toMap(r -> r.getString(0), r -> new long[] {r.getLong(2), r.getLong(3)}, (a, b) ->
                        new long[] {a[0] + b[0], a[1] + b[1]}));
    }

    private Finished lastTime(Step step) {
        String text = tables.readText(memory(step));
        try {
            return text == null ? null : JSON.readValue(text, Finished.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void remember(Step step, Finished finished) {
        try {
            tables.writeText(memory(step), JSON.writeValueAsString(finished));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + finished, e);
        }
    }

    private static String outcomes(Step step) {
        return ".outcomes/" + step.stage().name();
    }

    private static String memory(Step step) {
        return ".outcomes/" + step.stage().name() + ".json";
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
