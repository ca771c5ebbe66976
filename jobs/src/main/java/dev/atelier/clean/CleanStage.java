package dev.atelier.clean;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Item;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Input;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Output;
import dev.atelier.stage.RowMemory;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;

/**
 * Raw items to clean, distinct items: each row through the {@link Rules}, then exact duplicates (the first by source name
 * and row stays), then {@link NearDuplicates}. A refused row keeps its raw form as payload. A row that says what one of the
 * last run said does not go through the rules again.
 *
 * @param code digest of the program
 */
public record CleanStage(CleanConf conf, String code) implements Stage {
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
        Dataset<Row> cleaned = cleaned(tables)
                .withColumn(
                        Compared.SAME_AS,
                        first(CleanedRow.ROW_ID)
                                .over(Window.partitionBy(coalesce(col(CleanedRow.ITEM_ID), col(CleanedRow.ROW_ID)))
                                        .orderBy(CleanedRow.SOURCE, CleanedRow.SOURCE_ROW, CleanedRow.ROW_ID)));
        return compared(cleaned)
                .map(new ToOutcome(), OutcomeCodec.of(Item.class).encoder());
    }

    /** Rows of {@link CleanedRow}, written once: they are read several times now, and by the next run. */
    private Dataset<Row> cleaned(Tables tables) {
        RowMemory memory = new RowMemory(tables, name());
        StructType columns = RowCodec.of(CleanedRow.class).schema();
        Dataset<Row> rows = tables.read(Nouns.RAW_ITEMS)
                .map(new ById(rules()), Encoders.row(RowCodec.of(ToClean.class).schema()));
        return memory.replace(
                met(rows, memory.last(columns)).map(new ApplyRules(conf), Encoders.row(columns)), columns);
    }

    /** Rows of {@link ToClean} with what is known of them, laid out by their ids: the tables' files say nothing of the work. */
    private static Dataset<Row> met(Dataset<Row> rows, Optional<Dataset<Row>> last) {
        if (last.isEmpty()) {
            return rows.repartition(col(CleanedRow.CONTENT_ID));
        }
        Dataset<Row> known = last.get()
                .groupBy(CleanedRow.CONTENT_ID)
                .agg(first(struct(col("*"))).as(ToClean.KNOWN));
        return rows.drop(ToClean.KNOWN).join(known, new String[] {CleanedRow.CONTENT_ID}, "left");
    }

    private String rules() {
        return IdWriter.of("rules/1").text("code", code).record("conf", conf).id();
    }

    /** Rows of {@link Compared}. */
    private Dataset<Row> compared(Dataset<Row> cleaned) {
        if (!conf.nearDuplicates().enabled()) {
            return cleaned.withColumn(NearDuplicates.LIKENESS, lit(null));
        }
        Column first = col(Compared.SAME_AS).equalTo(col(CleanedRow.ROW_ID));
        Dataset<Row> distinct = cleaned.where(col(CleanedRow.ITEM).isNotNull().and(first));
        Dataset<Row> near = NearDuplicates.find(distinct, conf.nearDuplicates());
        return cleaned.join(near, col(CleanedRow.ROW_ID).equalTo(col(NearDuplicates.LOSER)), "left");
    }

    private record ById(String rules) implements MapFunction<Row, Row> {
        @Override
        public Row call(Row row) {
            return RowCodec.of(ToClean.class)
                    .toRow(ToClean.of(RowCodec.of(RawItem.class).fromRow(row), rules));
        }
    }

    private static final class ToOutcome implements MapFunction<Row, Row> {
        private static final long serialVersionUID = 1L;

        @Override
        public Row call(Row row) {
            return OutcomeCodec.of(Item.class)
                    .toRow(RowCodec.of(Compared.class).fromRow(row).outcome());
        }
    }
}
