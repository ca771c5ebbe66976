package dev.atelier.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import dev.atelier.stage.Nouns;
import dev.atelier.stage.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** The {@link FieldDiversity} of every field of a run that has selected texts, in order of the fields. */
public final class RunDiversity {
    /** Texts of a field that are compared: BLEU and embeddings take a few seconds for so many. */
    private static final int SAMPLE = 1_000;

    private static final String DIRECTION = "direction", PLACE = "place", TEXTS = "texts";

    private RunDiversity() {}

    /** Brings the samples, of {@value SAMPLE} short texts a field, to the driver by one query. */
    public static List<FieldDiversity> of(Tables tables, String runId) {
        WindowSpec ofField = Window.partitionBy(Nouns.FIELD);
        Dataset<Row> selected = tables.read(Nouns.REVIEW_ITEMS.part(runId))
                .where(col(Nouns.TEXT).isNotNull())
                .select(Nouns.ARTIFACT_ID, Nouns.FIELD, Nouns.TEXT);
        Dataset<Row> sampled = selected.join(
                        tables.read(Nouns.SCORES).select(Nouns.ARTIFACT_ID, DIRECTION), Nouns.ARTIFACT_ID)
                .withColumn(PLACE, row_number().over(ofField.orderBy(Nouns.ARTIFACT_ID)))
                .withColumn(TEXTS, count(lit(1)).over(ofField))
                .where(col(PLACE).leq(SAMPLE));
        Map<String, List<FieldDiversity.Sampled>> samples = new TreeMap<>();
        Map<String, Long> texts = new TreeMap<>();
        for (Row row : sampled.orderBy(Nouns.FIELD, PLACE).collectAsList()) {
            String field = row.getAs(Nouns.FIELD);
            texts.put(field, row.getAs(TEXTS));
            samples.computeIfAbsent(field, f -> new ArrayList<>())
                    .add(new FieldDiversity.Sampled(row.getAs(Nouns.TEXT), row.getAs(DIRECTION)));
        }
        return samples.entrySet().stream()
                .map(field -> FieldDiversity.of(field.getKey(), texts.get(field.getKey()), field.getValue()))
                .toList();
    }
}
