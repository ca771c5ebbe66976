package dev.atelier.clean;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import dev.atelier.domain.IdWriter;
import dev.atelier.rows.Effect;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Input;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Output;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Raw items to clean, distinct items: each row through the {@link Rules} ({@link CleanedRows}), then without {@link Copies}.
 * A refused row keeps its raw form as payload. Only {@link Rules} and {@link NearDuplicates} look at rows one by one; all else
 * is columns.
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
    public List<String> rules() {
        Stream<String> words = Rules.of(conf).stream().map(CleaningRule::word);
        return Stream.concat(words, Copies.REASONS.stream()).distinct().toList();
    }

    @Override
    public boolean traced() {
        return conf.isTraced();
    }

    @Override
    public Dataset<Row> apply(Tables tables) {
        Dataset<Row> raw = tables.read(Nouns.RAW_ITEMS);
        Dataset<Row> cleaned = new CleanedRows(conf, code).of(raw, tables, name());
        Dataset<Row> copies = Copies.of(cleaned, raw, conf.nearDuplicates(), tables);
        return cleaned.join(copies, col(CleanedRow.ROW_ID).equalTo(col(Copies.COPY)), "left")
                .select(outcome());
    }

    private static Column[] outcome() {
        Column refused =
                concat(lit("Row "), col(CleanedRow.ROW_ID), lit(" rejected: "), col(CleanedRow.REJECTION + ".because"));
        return OutcomeCodec.keptOrRejected(
                col(CleanedRow.ROW_ID),
                col(CleanedRows.REUSED),
                coalesce(col(CleanedRow.REJECTION + ".reason"), col(Copies.REASON)),
                coalesce(refused, col(Copies.MESSAGE)),
                coalesce(col(CleanedRows.PAYLOAD), col(Copies.PAYLOAD)),
                col(CleanedRow.ITEM),
                concat(col(CleanedRow.EFFECTS), copied()));
    }

    /** The rule by which a row went that another one made needless; none where it stays. */
    private static Column copied() {
        StructType effect = RowCodec.of(Effect.class).schema();
        Column[] columns = Arrays.stream(effect.fields())
                .map(field -> (switch (field.name()) {
                            case "rule" -> col(Copies.REASON);
                            case "kind" -> lit("rejected");
                            default -> lit(null).cast(field.dataType());
                        })
                        .as(field.name()))
                .toArray(Column[]::new);
        return filter(array(struct(columns)), copy -> copy.getField("rule").isNotNull());
    }
}
