package dev.atelier.clean;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Item;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Input;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Output;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Raw items to clean, distinct items: each row through the {@link Rules}, then exact duplicates (the first by source name
 * and row stays), then {@link NearDuplicates}. A refused row keeps its raw form as payload.
 */
public final class CleanStage implements Stage {
    private final CleanConf conf;

    public CleanStage(CleanConf conf) {
        this.conf = conf;
    }

    @Override
    public String name() {
        return "clean";
    }

    @Override
    public List<Input> inputs() {
        return List.of(Nouns.RAW_ITEMS);
    }

    @Override
    public Output output() {
        return Output.rows(Nouns.ITEMS);
    }

    @Override
    public void facts(IdWriter facts) {
        facts.record("conf", conf);
    }

    @Override
    public Dataset<Row> apply(Tables tables) {
        Dataset<Row> cleaned = tables.read(Nouns.RAW_ITEMS)
                .map(
                        new ApplyRules(conf),
                        Encoders.row(RowCodec.of(CleanedRow.class).schema()))
                .withColumn(
                        "same_as",
                        first("rank.row_id")
                                .over(Window.partitionBy(coalesce(col("item.item_id"), col("rank.row_id")))
                                        .orderBy("rank.source", "rank.source_row", "rank.row_id")));
        return compared(cleaned)
                .map(new ToOutcome(), OutcomeCodec.of(Item.class).encoder());
    }

    /** Adds {@code winner} and {@code similarity}: null unless the row is a near duplicate. */
    private Dataset<Row> compared(Dataset<Row> cleaned) {
        if (!conf.nearDuplicates().enabled()) {
            return cleaned.withColumn("winner", lit(null).cast("string"))
                    .withColumn("similarity", lit(null).cast("double"));
        }
        Dataset<Row> distinct = cleaned.where("item is not null and same_as = rank.row_id");
        Dataset<Row> near = NearDuplicates.find(distinct, conf.nearDuplicates());
        return cleaned.join(near, col("rank.row_id").equalTo(col("loser")), "left");
    }

    private static final class ToOutcome implements MapFunction<Row, Row> {
        private static final long serialVersionUID = 1L;

        @Override
        public Row call(Row row) {
            return OutcomeCodec.of(Item.class)
                    .toRow(outcome(
                            RowCodec.of(CleanedRow.class).fromRow(row),
                            row.getAs("same_as"),
                            row.getAs("winner"),
                            row.getAs("similarity")));
        }

        private static Outcome<Item> outcome(CleanedRow c, String sameAs, String winner, Double similarity) {
            if (c.rejection() != null) {
                String why = c.rejection().message();
                return Outcome.rejected(c.rowId(), List.of(c.rejection().reason()), why, c.payload(), null);
            } else if (!sameAs.equals(c.rowId())) {
                String message =
                        "Row " + c.rowId() + " rejected: same content as row " + sameAs + ", which comes first";
                return Outcome.rejected(c.rowId(), List.of("exact_duplicate"), message, c.payload(), c.item());
            } else if (winner != null) {
                String message = String.format(
                        Locale.ROOT,
                        "Row %s rejected: similarity %.2f to row %s, which ranks higher (completeness, length, position;"
                                + " clean.nearDuplicates.threshold sets the limit)",
                        c.rowId(),
                        similarity,
                        winner);
                return Outcome.rejected(c.rowId(), List.of("near_duplicate"), message, c.payload(), c.item());
            }
            return Outcome.kept(c.rowId(), c.item());
        }
    }
}
