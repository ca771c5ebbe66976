package dev.atelier.measures;

import dev.atelier.text.FoldedText;
import dev.atelier.text.WordGrams;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Rows of an artifact's id and text to a row for each run of five words in it. */
public final class GramsOfText implements FlatMapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    public static Encoder<Row> encoder() {
        return Encoders.row(StructType.fromDDL("artifact_id STRING, gram BIGINT"));
    }

    @Override
    public Iterator<Row> call(Row row) {
        long[] grams = WordGrams.of(FoldedText.of(row.getString(1)).words());
        return Arrays.stream(grams)
                .distinct()
                .mapToObj(gram -> RowFactory.create(row.getString(0), gram))
                .iterator();
    }
}
