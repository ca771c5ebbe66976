package dev.atelier.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import dev.atelier.measures.CutPassages;
import dev.atelier.measures.GramsOfText;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/**
 * Texts of others that {@code score.copyright.texts} names, and which of them may have something in common with a text. Found by a
 * join over numbers that stand for five words ({@link GramsOfText}), never by pairs: no task holds more than a part of
 * either side.
 */
final class ProtectedTexts {
    /** A phrase that stands in more passages than these is looked up in so many of them. */
    private static final int PASSAGES_OF_A_PHRASE = 50;
    /** A text is compared, word by word, with so many passages: those that share most with it. */
    private static final int PASSAGES_OF_A_TEXT = 20;

    private static final String ID = "id",
            TEXT = "text",
            ARTIFACT_ID = "artifact_id",
            SHARED = "shared",
            PLACE = "place";
    private final Dataset<Row> passages;

    private ProtectedTexts(Dataset<Row> passages) {
        this.passages = passages;
    }

    /** @throws ConfError if a file is none of the three kinds, or lacks a column */
    static ProtectedTexts read(InputFiles files, SparkSession spark) {
        Map<String, List<String>> byKind =
                new TreeMap<>(files.found(spark.sparkContext().hadoopConfiguration()).stream()
                        .collect(Collectors.groupingBy(
                                file -> kind(files, file),
                                Collectors.mapping(
                                        file -> Place.literal(file.getPath().toString()), Collectors.toList()))));
        try {
            Dataset<Row> texts = byKind.entrySet().stream()
                    .map(kind -> read(kind.getKey(), kind.getValue().toArray(String[]::new), spark))
                    .reduce(Dataset::union)
                    .orElseThrow(() -> new ConfError("Cannot read " + files.key() + " " + files.path() + ": no file"));
            return new ProtectedTexts(texts.where(col(TEXT).isNotNull())
                    .withColumn(ID, when(col(ID).isNotNull(), col(ID)).otherwise(unnamed()))
                    .flatMap(new CutPassages(), CutPassages.encoder()));
        } catch (ConfError e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ConfError(
                    "Cannot read " + files.key() + " " + files.path() + ": " + e.getMessage()
                            + " (JSON lines and Parquet must have id and text)",
                    e);
        }
    }

    /**
     * For each text the passages that may have something in common with it.
     *
     * @param texts columns artifact_id and text
     * @param as the column of the list
     * @return artifact_id and the list; no row for a text without any
     */
    Dataset<Row> near(Dataset<Row> texts, String as) {
        Dataset<Row> index = passages.select(explode(col(CutPassages.GRAMS)).as("gram"), col(CutPassages.PASSAGE))
                .groupBy("gram")
                .agg(slice(sort_array(collect_set(CutPassages.PASSAGE)), 1, PASSAGES_OF_A_PHRASE)
                        .as("passages"));
        Dataset<Row> shared = texts.flatMap(new GramsOfText(), GramsOfText.encoder())
                .join(index, "gram")
                .select(col(ARTIFACT_ID), explode(col("passages")).as(CutPassages.PASSAGE))
                .groupBy(ARTIFACT_ID, CutPassages.PASSAGE)
                .agg(count(lit(1)).as(SHARED));
        return shared.withColumn(
                        PLACE,
                        row_number()
                                .over(Window.partitionBy(ARTIFACT_ID)
                                        .orderBy(col(SHARED).desc(), col(CutPassages.PASSAGE))))
                .where(col(PLACE).leq(PASSAGES_OF_A_TEXT))
                .join(passages.drop(CutPassages.GRAMS), CutPassages.PASSAGE)
                .groupBy(ARTIFACT_ID)
                .agg(sort_array(collect_list(struct(col(CutPassages.TEXT_ID), col(CutPassages.TEXT))))
                        .as(as));
    }

    private static Column unnamed() {
        return concat(lit("text "), substring(sha2(col(TEXT).cast("binary"), 256), 1, 12));
    }

    /** @throws ConfError if it is none */
    static String kind(InputFiles files, FileStatus file) {
        String name = file.getPath().getName().toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|bz2)$", "");
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "json", "jsonl", "ndjson" -> "json";
            case "parquet" -> "parquet";
            case "txt" -> "text";
            default ->
                throw new ConfError("Invalid " + files.key() + ": "
                        + file.getPath().getName() + " (must end in .jsonl, .parquet or .txt)");
        };
    }

    private static Dataset<Row> read(String kind, String[] paths, SparkSession spark) {
        return switch (kind) {
            case "json" ->
                spark.read()
                        .schema("id STRING, text STRING")
                        .option("mode", "FAILFAST")
                        .json(paths);
            case "parquet" -> spark.read().parquet(paths).select(col(ID).cast("string"), col(TEXT));
            default ->
                spark.read()
                        .option("wholetext", true)
                        .text(paths)
                        .select(expr("url_decode(replace(_metadata.file_name, '+', '%2B'))"), col("value"))
                        .toDF(ID, TEXT);
        };
    }
}
