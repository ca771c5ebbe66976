package dev.atelier.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import dev.atelier.stage.Nouns;
import dev.atelier.stage.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Rows that go because of another row: exact duplicates, of which the first by source name and row stays, and near ones. */
final class Copies {
    static final String COPY = "copy";
    static final String REASON = "copy_reason";
    static final String MESSAGE = "copy_message";
    static final String PAYLOAD = "copy_payload";
    private static final String EXACT = "exact_duplicate", NEAR = "near_duplicate";
    /** Of all copies; they stand for rules too. */
    static final List<String> REASONS = List.of(EXACT, NEAR);

    private static final String SAME_AS = "same_as";
    private static final String WHY = "why";

    private Copies() {}

    /**
     * @param cleaned rows of {@link CleanedRow}
     * @return {@code copy} (row id), {@code copy_reason}, {@code copy_message}, {@code copy_payload}
     */
    static Dataset<Row> of(Dataset<Row> cleaned, Dataset<Row> raw, NearDuplicatesConf conf, Tables tables) {
        Dataset<Row> standing = cleaned.where(col(CleanedRow.ITEM).isNotNull());
        Dataset<Row> copies = exact(standing);
        if (conf.enabled()) {
            copies = copies.union(near(NearDuplicates.find(standing, conf, tables)));
        }
        // the lower reason of two: exact
        Dataset<Row> each = tables.held(
                copies.groupBy(COPY).agg(min(struct(REASON, MESSAGE)).as(WHY)));
        Dataset<Row> payloads = raw.select(
                col(Nouns.ROW_ID).as(COPY), CleanedRows.json(struct(col("*"))).as(PAYLOAD));
        return tables.held(each.join(payloads, COPY).select(col(COPY), col(WHY + ".*"), col(PAYLOAD)));
    }

    private static Dataset<Row> exact(Dataset<Row> standing) {
        return standing.select(
                        col(CleanedRow.ROW_ID).as(COPY),
                        first(CleanedRow.ROW_ID)
                                .over(Window.partitionBy(CleanedRow.ITEM_ID)
                                        .orderBy(CleanedRow.SOURCE, CleanedRow.SOURCE_ROW, CleanedRow.ROW_ID))
                                .as(SAME_AS))
                .where(col(SAME_AS).notEqual(col(COPY)))
                .select(
                        col(COPY),
                        lit(EXACT).as(REASON),
                        message("Row %s rejected: same content as row %s, which comes first", col(SAME_AS)));
    }

    private static Dataset<Row> near(Dataset<Row> pairs) {
        return pairs.withColumnRenamed(NearDuplicates.LOSER, COPY)
                .select(
                        col(COPY),
                        lit(NEAR).as(REASON),
                        message(
                                "Row %s rejected: similarity %.2f to row %s, which ranks higher (completeness, length, position;"
                                        + " clean.nearDuplicates.threshold sets the limit)",
                                col(NearDuplicates.LIKENESS + ".similarity"),
                                col(NearDuplicates.LIKENESS + ".winner." + Nouns.ROW_ID)));
    }

    /** @param format whose first argument is the row's id */
    private static Column message(String format, Column... arguments) {
        Column[] all =
                Stream.concat(Stream.of(col(COPY)), Arrays.stream(arguments)).toArray(Column[]::new);
        return format_string(format, all).as(MESSAGE);
    }
}
