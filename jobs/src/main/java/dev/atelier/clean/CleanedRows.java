package dev.atelier.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Inline;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.RowMemory;
import dev.atelier.stage.Tables;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Every row by itself: through the rules, unless the last run took a row that says the same through the same rules.
 *
 * @param code digest of the program
 */
record CleanedRows(CleanConf conf, String code) {
    static final String REUSED = "reused";
    static final String PAYLOAD = "payload";
    private static final String CONTENT_ID = "content_id";
    private static final String RAW = "raw";
    private static final String KNOWN = "known";
    private static final String CLEANED = "cleaned";
    private static final int SHA_256 = 256;

    /** Where a row stands, which decides nothing about what the rules make of it. */
    private static final Set<String> PLACE = Set.of(Nouns.ROW_ID, Nouns.SOURCE, "source_row");

    /**
     * A cleaned row as it is written.
     *
     * @param contentId of everything that decides what the rules make of the row
     * @param reused whether an earlier run had cleaned a row of the same content
     * @param payload the raw row as JSON; null unless a rule refused it
     */
    public record Written(String contentId, boolean reused, String payload, @Inline CleanedRow row) {}

    private static final StructType WRITTEN = RowCodec.of(Written.class).schema();

    /** Rows of {@link Written}, on the disk: they are read several times now, and by the next run. */
    Dataset<Row> of(Dataset<Row> raw, Tables tables, String stage) {
        RowMemory memory = new RowMemory(tables, stage);
        Dataset<Row> rows =
                raw.select(contentId(raw).as(CONTENT_ID), struct(col("*")).as(RAW));
        return memory.replace(cleaned(met(rows, memory.last(WRITTEN))), WRITTEN);
    }

    /** The raw row as JSON. */
    static Column json(Column raw) {
        return to_json(raw, Map.of("ignoreNullFields", "false"));
    }

    private Column contentId(Dataset<Row> raw) {
        String rules =
                IdWriter.of("rules/1").text("code", code).record("conf", conf).id();
        Column[] said = Arrays.stream(raw.columns())
                .filter(column -> !PLACE.contains(column))
                .map(raw::col)
                .toArray(Column[]::new);
        return sha2(concat(lit(rules), to_json(struct(said))), SHA_256);
    }

    /** With what is known of each, laid out by what they say: the tables' files say nothing of the work. */
    private static Dataset<Row> met(Dataset<Row> rows, Optional<Dataset<Row>> last) {
        if (last.isEmpty()) {
            return rows.repartition(col(CONTENT_ID)).withColumn(KNOWN, lit(null).cast(WRITTEN));
        }
        Dataset<Row> known = last.get()
                .drop(PAYLOAD)
                .groupBy(CONTENT_ID)
                .agg(first(struct(col("*"))).as(KNOWN));
        return rows.join(known, new String[] {CONTENT_ID}, "left");
    }

    private Dataset<Row> cleaned(Dataset<Row> met) {
        StructType schema = RowCodec.of(CleanedRow.class).schema();
        // not deterministic for Spark, which else would call it once for each of its columns
        Column fresh = udf(new ApplyRules(conf), schema).asNondeterministic().apply(col(RAW));
        Column known = struct(
                Arrays.stream(schema.fieldNames()).map(CleanedRows::taken).toArray(Column[]::new));
        Column refused = col(CLEANED + "." + CleanedRow.REJECTION).isNotNull();
        return met.withColumn(CLEANED, when(col(KNOWN).isNotNull(), known).otherwise(fresh))
                .select(
                        col(CONTENT_ID),
                        col(KNOWN).isNotNull().as(REUSED),
                        when(refused, json(col(RAW))).as(PAYLOAD),
                        col(CLEANED + ".*"));
    }

    /** A column of what another row of the same content became: the same, but for where the row stands. */
    private static Column taken(String column) {
        Column known = col(KNOWN + "." + column);
        return (switch (column) {
                    case CleanedRow.RANK ->
                        PLACE.stream().reduce(known, (rank, place) -> rank.withField(place, raw(place)), (a, b) -> b);
                    case CleanedRow.ITEM -> when(known.isNotNull(), known.withField(Nouns.SOURCE, raw(Nouns.ROW_ID)));
                    default -> known;
                })
                .as(column);
    }

    private static Column raw(String column) {
        return col(RAW + "." + column);
    }
}
