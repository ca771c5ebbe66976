package dev.atelier.pipeline;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import com.typesafe.config.Config;
import dev.atelier.measures.Scorers;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.select.SelectConf;
import dev.atelier.select.SelectStage;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Tables;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Another policy on a finished run: what it would select, beside what was selected. Reads the run's tables, writes nothing and
 * needs no model; {@code run} with the same configuration takes the stage select alone and gives the same verdicts, unless it
 * has rounds or prompts that quote what is selected: what those ask for follows the policy.
 */
record Rethreshold(Tables tables, Snapshot run, PrintStream out) {
    private static final String BEFORE = "before", AFTER = "after", WHY = "why", NAME = "item_name", SAYS = "says";
    private static final String SELECTED = "selected";
    private static final int MOST_CHARS = 160;

    record Section(SelectConf select) {}

    /** Section {@code select} of a configuration, whatever else stands in it. */
    static SelectConf policy(Config config) {
        if (!config.hasPath("select")) {
            throw new ConfError("No section select in the configuration (it holds the policy: select.fields { ... })");
        }
        return ConfReader.read(config.getConfig("select").atKey("select"), Section.class)
                .select();
    }

    /**
     * @param number of the run; null for the current one
     * @throws ConfError if there is none
     */
    static Snapshot run(Runs runs, Long number) {
        return (number == null ? runs.current() : runs.read(number))
                .orElseThrow(() -> new ConfError("No finished run" + (number == null ? "" : " " + number) + " in "
                        + runs.root().path() + " (atelier runs --out "
                        + runs.root().path() + " lists them)"));
    }

    /** @throws ConfError if the policy reads a measure that the run did not take */
    void tell(SelectConf policy, int examples) {
        check(policy);
        if (run.tables().keySet().stream().anyMatch(path -> path.contains("/pass"))) {
            out.println(
                    "this run had further rounds, or prompts that quote what was selected: with another policy a run may ask"
                            + " models again, and select from what they make; below is what it would select of what is there");
        }
        tables.spark().sparkContext().setJobDescription("rethreshold: verdicts before and after");
        Dataset<Row> both =
                tables.held(after(policy).join(before(), Nouns.ARTIFACT_ID).select("*"));
        try {
            out.println(String.format(
                    "%-16s %10s %10s %10s %10s %10s", "field", "candidates", BEFORE, AFTER, "gained", "lost"));
            List<Row> fields = both.groupBy(Nouns.FIELD)
                    .agg(
                            count(lit(1)),
                            number(col(BEFORE).equalTo(SELECTED)),
                            number(col(AFTER).equalTo(SELECTED)),
                            number(gained()),
                            number(lost()))
                    .orderBy(Nouns.FIELD)
                    .collectAsList();
            fields.forEach(this::line);
            fields.stream()
                    .map(field -> field.getString(0))
                    .filter(field -> !policy.fields().containsKey(field))
                    .forEach(field -> out.println(
                            "field " + field + " has no policy there: its first candidate stays, whatever it is"));
            for (Row field : fields) {
                examples(both, field.getString(0), "lost", lost(), examples);
                examples(both, field.getString(0), "gained", gained(), examples);
            }
        } finally {
            tables.release();
        }
    }

    private void check(SelectConf policy) {
        Set<String> taken = new HashSet<>(Scorers.ofSelection());
        tables.spark().sparkContext().setJobDescription("rethreshold: measures of the run");
        taken.addAll(tables.read(Nouns.SCORES)
                .select(explode(col("measures.name")))
                .distinct()
                .as(Encoders.STRING())
                .collectAsList());
        Set<String> missing = new TreeSet<>(policy.measures());
        missing.removeAll(taken);
        if (!missing.isEmpty()) {
            throw new ConfError("Invalid policy: run " + run.number() + " did not measure " + String.join(", ", missing)
                    + " (it has " + String.join(", ", new TreeSet<>(taken)) + ")");
        }
    }

    private Dataset<Row> after(SelectConf policy) {
        Column value = col(OutcomeCodec.VALUE);
        return new SelectStage(policy, run.runId())
                .apply(tables)
                .where(value.isNotNull())
                .select(
                        value.getField(Nouns.ARTIFACT_ID).as(Nouns.ARTIFACT_ID),
                        value.getField(Nouns.FIELD).as(Nouns.FIELD),
                        value.getField(NAME).as(NAME),
                        coalesce(value.getField(Nouns.TEXT), value.getField(Nouns.URI))
                                .as(SAYS),
                        value.getField("verdict").as(AFTER),
                        value.getField(WHY).as(WHY));
    }

    private Dataset<Row> before() {
        Dataset<Row> selected =
                tables.read(Nouns.REVIEW_ITEMS.part(run.runId())).select(Nouns.ARTIFACT_ID, "verdict");
        Dataset<Row> rejected = tables.read(Nouns.REJECTED_ITEMS.part("select")).select(Nouns.ARTIFACT_ID, "verdict");
        return selected.union(rejected).toDF(Nouns.ARTIFACT_ID, BEFORE);
    }

    private static Column gained() {
        return col(AFTER).equalTo(SELECTED).and(col(BEFORE).notEqual(SELECTED));
    }

    private static Column lost() {
        return col(BEFORE).equalTo(SELECTED).and(col(AFTER).notEqual(SELECTED));
    }

    private static Column number(Column is) {
        return sum(when(is, 1L).otherwise(0L));
    }

    private void line(Row field) {
        out.println(String.format(
                Locale.ROOT,
                "%-16s %10d %10d %10d %10d %10d",
                field.getString(0),
                field.getLong(1),
                field.getLong(2),
                field.getLong(3),
                field.getLong(4),
                field.getLong(5)));
    }

    private void examples(Dataset<Row> both, String field, String change, Column is, int most) {
        both.where(col(Nouns.FIELD).equalTo(field).and(is))
                .orderBy(Nouns.ARTIFACT_ID)
                .limit(most)
                .select(NAME, SAYS, WHY)
                .collectAsList()
                .forEach(row -> {
                    out.println(change + " " + field + " of " + row.getString(0) + ": " + shortened(row.getString(1)));
                    out.println("    " + shortened(row.getString(2)));
                });
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + "\u2026";
    }
}
