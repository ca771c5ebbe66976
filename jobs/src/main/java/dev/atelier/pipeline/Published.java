package dev.atelier.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.atelier.domain.ReviewItem;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Input;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Output;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Table;
import dev.atelier.stage.Tables;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;

/** The written outcomes of a stage as the tables that people and the next stage read: kept, rejected, failed. */
record Published(Tables tables, Stage stage) {
    /** Rows in one file of a published table. */
    private static final long ROWS_PER_FILE = 200_000;
    /** Whole files in quarantine that are told one by one. */
    private static final int MAX_FILES_TOLD = 20;

    /** Paths of the tables or parts that a stage's outcomes become. */
    static List<String> paths(Stage stage) {
        Stream<Input> all = Stream.of(stage.output().to(), rejected(stage), failed(stage));
        return Stream.concat(all, stage.traced() ? Stream.of(trace(stage)) : Stream.empty())
                .map(Input::path)
                .toList();
    }

    private static Table.Part trace(Stage stage) {
        return Nouns.TRACE.part(stage.name());
    }

    private static Table.Part rejected(Stage stage) {
        return Nouns.REJECTED_ITEMS.part(stage.name());
    }

    private static Table.Part failed(Stage stage) {
        return Nouns.QUARANTINE.part(stage.name());
    }

    void from(Dataset<Row> outcomes, FunnelRow counts) {
        Output output = stage.output();
        Dataset<Row> kept = outcomes.filter(OutcomeCodec.is(Outcome.Status.KEPT))
                .select(
                        output.list() == null
                                ? col(OutcomeCodec.VALUE + ".*")
                                : functions.inline(col(OutcomeCodec.VALUE + "." + RowCodec.column(output.list()))));
        publish(output.to(), kept, counts.out());
        publish(rejected(stage), rejected(outcomes), counts.rejected());
        Dataset<Row> failed = outcomes.filter(OutcomeCodec.is(Outcome.Status.FAILED))
                .select(
                        col(Nouns.ROW_ID),
                        col(OutcomeCodec.REASONS).getItem(0).as(Nouns.REASON),
                        col(OutcomeCodec.MESSAGE),
                        col(OutcomeCodec.PAYLOAD));
        publish(failed(stage), failed, counts.failed());
        if (stage.traced()) {
            Dataset<Row> traced = outcomes.where(
                            functions.size(col(OutcomeCodec.EFFECTS)).gt(0))
                    .select(Nouns.ROW_ID, OutcomeCodec.EFFECTS);
            publish(trace(stage), traced, counts.in());
        }
    }

    /** Rejected rows of every stage have one schema; where there was no candidate yet its columns are null. */
    private Dataset<Row> rejected(Dataset<Row> outcomes) {
        boolean candidates = stage.output().value() == ReviewItem.class;
        List<String> own = List.of(outcomes.columns());
        List<Column> columns = new ArrayList<>();
        for (StructField field :
                RowCodec.of(Nouns.REJECTED_ITEMS.row()).schema().fields()) {
            columns.add(
                    own.contains(field.name())
                            ? col(field.name())
                            : (candidates
                                            ? col(OutcomeCodec.VALUE + "." + field.name())
                                            : lit(null).cast(field.dataType()))
                                    .as(field.name()));
        }
        return outcomes.filter(OutcomeCodec.is(Outcome.Status.REJECTED)).select(columns.toArray(Column[]::new));
    }

    /** Sorted by key into files of bounded size, so that equal rows give equal files. */
    private void publish(Input to, Dataset<Row> rows, long count) {
        Table<?> table = to.table();
        tables.spark().sparkContext().setJobDescription(stage.name() + ": " + count + " rows to " + to.path());
        Column key = col(table.key());
        int files = (int) (1 + count / ROWS_PER_FILE);
        tables.replace(
                to, (files == 1 ? rows.coalesce(1) : rows.repartitionByRange(files, key)).sortWithinPartitions(key));
    }

    /** What is wrong with whole files is said aloud. */
    void tell(Dataset<Row> outcomes, long files, PrintStream out) {
        tables.spark().sparkContext().setJobDescription(stage.name() + ": files that cannot be read");
        outcomes.filter(OutcomeCodec.isFile())
                .select(OutcomeCodec.MESSAGE)
                .as(Encoders.STRING())
                .orderBy(OutcomeCodec.MESSAGE)
                .limit(MAX_FILES_TOLD)
                .collectAsList()
                .forEach(out::println);
        if (files > MAX_FILES_TOLD) {
            out.println("... and " + (files - MAX_FILES_TOLD) + " files more (the table quarantine has all)");
        }
    }
}
