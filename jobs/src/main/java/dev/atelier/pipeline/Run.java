package dev.atelier.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.domain.IdWriter;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.FilesRead;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Input;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Table;
import dev.atelier.stage.Tables;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Takes the stages in order: applies each, writes its outcome once, and only then derives the next table, the rejected rows
 * and the quarantine from what was written. A stage is taken again when its facts changed, or one of its inputs: a table
 * that was made anew, files of other content, the program itself.
 */
final class Run {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tables tables;
    private final boolean retryFailed;
    private final PrintStream out;
    /** By path of the table or part: what it was made of, and how many rows it has. */
    private final Map<Input, Written> written = new LinkedHashMap<>();

    private record Written(String fingerprint, long rows) {}

    Run(Tables tables, boolean retryFailed, PrintStream out) {
        this.tables = tables;
        this.retryFailed = retryFailed;
        this.out = out;
    }

    /** What is remembered of a finished stage, beside its outcome. */
    record Finished(String fingerprint, FunnelRow funnel) {}

    List<FunnelRow> take(List<Stage> stages) {
        out.println(FunnelRow.header());
        List<FunnelRow> funnel = new ArrayList<>();
        for (Stage stage : stages) {
            long start = System.nanoTime();
            String fingerprint = fingerprint(stage);
            FunnelRow row = take(stage, fingerprint);
            written.put(stage.output().to(), new Written(fingerprint, row.out()));
            out.println(row.line((System.nanoTime() - start) / 1e9));
            funnel.add(row);
        }
        return funnel;
    }

    private String fingerprint(Stage stage) {
        IdWriter facts = IdWriter.of("facts/1");
        stage.facts(facts);
        IdWriter all = IdWriter.of("stage/1")
                .text("code", CodeDigest.ofThisJar())
                .text("name", stage.name())
                .part("facts", facts);
        for (Input input : stage.inputs()) {
            if (input instanceof FilesRead files) {
                all.text(files.path(), files.digest());
            } else {
                parts(input).forEach(part -> all.text(input.path(), part.fingerprint()));
            }
        }
        return all.id();
    }

    /** What this run wrote of an input table. */
    private List<Written> parts(Input input) {
        List<Written> parts = written.entrySet().stream()
                .filter(w -> w.getKey().equals(input)
                        || (input instanceof Table && w.getKey().table() == input))
                .map(Map.Entry::getValue)
                .toList();
        if (parts.isEmpty()) {
            throw new IllegalStateException("No stage before writes " + input.path());
        }
        return parts;
    }

    private FunnelRow take(Stage stage, String fingerprint) {
        long start = System.nanoTime();
        Finished last = lastTime(stage);
        boolean settled = last != null && !(retryFailed && last.funnel().failed() > 0);
        if (settled
                && last.fingerprint().equals(fingerprint)
                && tables.exists(stage.output().to())) {
            return last.funnel().again();
        }
        tables.delete(memory(stage));
        OutcomeCodec<?> codec = OutcomeCodec.of(stage.output().value());
        Published published = new Published(tables, stage);
        String reads =
                stage.inputs().isEmpty() ? "nothing" : stage.inputs().get(0).path();
        tables.spark().sparkContext().setJobDescription(stage.name() + ": outcomes of " + reads);
        Dataset<Row> outcomes = stage.apply(tables);
        OutcomeCounts counts = new OutcomeCounts(stage.output());
        tables.replace(outcomes(stage), counts.watching(outcomes));
        counts.read();
        published.from(tables.read(outcomes(stage), codec.schema()), counts, out);
        tables.spark().sparkContext().setJobDescription(null);
        FunnelRow row = new FunnelRow(
                stage.name(),
                rowsIn(stage, counts),
                counts.kept(),
                counts.rejected(),
                counts.failed(),
                counts.reused(),
                counts.out(),
                (System.nanoTime() - start) / 1e9);
        remember(stage, new Finished(fingerprint, row));
        stage.done(tables);
        return row;
    }

    /** A stage that reads no table makes its own rows. */
    private long rowsIn(Stage stage, OutcomeCounts counts) {
        return stage.inputs().stream()
                .filter(input -> input.table() != null)
                .findFirst()
                .map(input -> parts(input).stream().mapToLong(Written::rows).sum())
                .orElse(counts.kept() + counts.rejected() + counts.failed());
    }

    private Finished lastTime(Stage stage) {
        String text = tables.readText(memory(stage));
        try {
            return text == null ? null : JSON.readValue(text, Finished.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void remember(Stage stage, Finished finished) {
        try {
            tables.writeText(memory(stage), JSON.writeValueAsString(finished));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + finished, e);
        }
    }

    private static String outcomes(Stage stage) {
        return ".outcomes/" + stage.name();
    }

    private static String memory(Stage stage) {
        return outcomes(stage) + ".json";
    }
}
