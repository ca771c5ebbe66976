package dev.atelier.pipeline;

import dev.atelier.domain.IdWriter;
import dev.atelier.pipeline.Remembered.Finished;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.FilesRead;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Input;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Table;
import dev.atelier.stage.Tables;
import dev.atelier.stage.Version;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Takes the stages in order: applies each, writes its outcome once, and only then derives the next table, the rejected rows
 * and the quarantine from what was written. A stage is taken again when its facts changed, or one of its inputs: a table
 * that was made anew, files of other content, the program itself.
 */
final class Run {
    private final Tables tables;
    private final How how;
    private final Remembered remembered;
    private final PrintStream out;
    /** By table or part: what it was made of, and how many rows it has. */
    private final Map<Input, Origin> made = new LinkedHashMap<>();

    private record Origin(String fingerprint, long rows) {}

    Run(Tables tables, How how, PrintStream out) {
        this.tables = tables;
        this.how = how;
        this.remembered = new Remembered(tables.notes());
        this.out = out;
    }

    /**
     * How to go about it.
     *
     * @param retryFailed whether stages with failed rows are taken again
     * @param verify whether what is taken over is compared by digest too
     */
    record How(boolean retryFailed, boolean verify) {}

    List<FunnelRow> take(List<Stage> stages) {
        out.println(FunnelRow.header());
        List<FunnelRow> funnel = new ArrayList<>();
        for (Stage stage : stages) {
            long start = System.nanoTime();
            String fingerprint = fingerprint(stage);
            Finished taken = take(stage, fingerprint);
            FunnelRow row = taken.funnel();
            made.put(stage.output().to(), new Origin(taken.result(), row.out()));
            out.println(row.line((System.nanoTime() - start) / 1e9));
            row.rulesLine().ifPresent(out::println);
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
    private List<Origin> parts(Input input) {
        List<Origin> parts = made.entrySet().stream()
                .filter(w -> w.getKey().equals(input)
                        || (input instanceof Table && w.getKey().table() == input))
                .map(Map.Entry::getValue)
                .toList();
        if (parts.isEmpty()) {
            throw new IllegalStateException("No stage before writes " + input.path());
        }
        return parts;
    }

    private Finished take(Stage stage, String fingerprint) {
        if (how.verify()) {
            tellAltered(stage);
        }
        Finished last = remembered.read(stage.name());
        boolean settled = last != null
                && last.fingerprint().equals(fingerprint)
                && !(how.retryFailed() && last.funnel().failed() > 0);
        return settled && isThere(stage, last) ? last.again() : takeNow(stage, fingerprint, last);
    }

    private void tellAltered(Stage stage) {
        long pictures = stage.removeAltered(tables);
        if (pictures > 0) {
            out.println("stage " + stage.name() + ": " + pictures + " pictures had another digest than their name says;"
                    + " deleted, and drawn again where a row has them");
        }
    }

    /** Whether the result of an earlier run is whole, or could be made whole from the outcomes. */
    private boolean isThere(Stage stage, Finished last) {
        Set<String> broken = broken(stage, last);
        List<String> damaged = last.tables().entrySet().stream()
                .filter(table -> broken.contains(table.getValue().folder()))
                .map(Map.Entry::getKey)
                .toList();
        boolean outcomes = !broken.contains(last.outcomes().folder());
        String were = " were gone or had another " + (how.verify() ? "length or digest" : "length") + "; ";
        String files = "stage " + stage.name() + ": files of ";
        if (damaged.isEmpty()) {
            tables.take(last.tables());
            if (!outcomes) {
                out.println(files + "its outcomes" + were
                        + "its tables are whole and stand, and should one be lost too, the stage is taken again");
            }
        } else if (outcomes) {
            out.println(files + String.join(", ", damaged) + were + "written again from the outcomes");
            publish(stage, last.outcomes(), last.funnel());
            remember(stage, last, null);
        } else {
            out.println(files + String.join(", ", damaged) + " and of its outcomes" + were + "taken again");
            return false;
        }
        Optional<String> lost = stage.lost(tables);
        lost.ifPresent(what -> out.println("stage " + stage.name() + ": " + what));
        return lost.isEmpty();
    }

    /** Folders of what an earlier run wrote and is no longer as it was. */
    private Set<String> broken(Stage stage, Finished last) {
        Set<String> broken = tables.damaged(last.all());
        if (how.verify()) {
            describe(stage.name() + ": digests of what an earlier run wrote");
            broken.addAll(tables.altered(last.all()));
        }
        return broken;
    }

    /** With the digests of all that was written for it. */
    private Finished remember(Stage stage, Finished taken, Finished last) {
        describe(stage.name() + ": digests of what was written");
        Version digested = tables.digested(taken.outcomes());
        Finished now = new Finished(taken.fingerprint(), taken.result(), taken.funnel(), digested, published(stage))
                .after(last, tables.number());
        remembered.write(stage.name(), now);
        describe(null);
        return now;
    }

    private Finished takeNow(Stage stage, String fingerprint, Finished last) {
        long start = System.nanoTime();
        remembered.unsettle(stage.name(), last);
        describe(stage.name() + ": outcomes of "
                + stage.inputs().stream().map(Input::path).findFirst().orElse("nothing"));
        Written written = write(stage);
        OutcomeCounts counts = written.counts();
        FunnelRow row = counts.of(stage.name(), rowsIn(stage, counts));
        if (counts.files() > 0) {
            new Published(tables, stage).tell(read(stage, written.outcomes()), counts.files(), out);
        }
        publish(stage, written.outcomes(), row);
        FunnelRow timed = row.took((System.nanoTime() - start) / 1e9);
        Finished taken = remember(stage, new Finished(fingerprint, null, timed, written.outcomes(), null), last);
        tables.deleteOthers(outcomes(stage), taken.outcomes());
        stage.done(tables);
        return taken;
    }

    private record Written(Version outcomes, OutcomeCounts counts) {}

    /**
     * Plans and writes. A job that Spark gave up, because too many processes died or a row hung, is planned again as long as
     * each try finds another row that does it.
     */
    private Written write(Stage stage) {
        long found = stage.found(tables);
        while (true) {
            try {
                OutcomeCounts counts = new OutcomeCounts(stage);
                Version outcomes = tables.write(outcomes(stage), counts.watching(stage.apply(tables)));
                counts.read();
                return new Written(outcomes, counts);
            } catch (Exception e) { // Scala throws checked ones too
                long before = found;
                found = stage.found(tables);
                if (found <= before) {
                    throw e;
                }
                out.println("stage " + stage.name() + ": goes on without a row that ended processes or got no answer");
            } finally {
                tables.release();
            }
        }
    }

    private void publish(Stage stage, Version outcomes, FunnelRow counts) {
        new Published(tables, stage).from(read(stage, outcomes), counts);
    }

    private Dataset<Row> read(Stage stage, Version outcomes) {
        return tables.read(outcomes, OutcomeCodec.of(stage.output().value()).schema());
    }

    private NavigableMap<String, Version> published(Stage stage) {
        NavigableMap<String, Version> all = new TreeMap<>(tables.versions());
        all.keySet().retainAll(Published.paths(stage));
        return all;
    }

    private void describe(String job) {
        tables.spark().sparkContext().setJobDescription(job);
    }

    /** A stage that reads no table makes its own rows. */
    private long rowsIn(Stage stage, OutcomeCounts counts) {
        List<Input> tables =
                stage.inputs().stream().filter(input -> input.table() != null).toList();
        return tables.isEmpty()
                ? counts.kept() + counts.rejected() + counts.failed()
                : tables.stream()
                        .filter(input -> input.table().equals(tables.get(0).table()))
                        .flatMap(input -> parts(input).stream())
                        .mapToLong(Origin::rows)
                        .sum();
    }

    private static String outcomes(Stage stage) {
        return Remembered.FOLDER + "/" + stage.name();
    }
}
