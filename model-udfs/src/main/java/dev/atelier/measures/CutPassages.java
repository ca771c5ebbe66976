package dev.atelier.measures;

import dev.atelier.domain.IdWriter;
import dev.atelier.text.Passages;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Rows of id and text to rows of passages, with the numbers by which they are found. */
public final class CutPassages implements FlatMapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    /** Columns; the first is a number for the passage. */
    public static final String PASSAGE = "passage", TEXT_ID = "text_id", TEXT = "text", GRAMS = "grams";

    public static Encoder<Row> encoder() {
        return Encoders.row(StructType.fromDDL(
                PASSAGE + " BIGINT, " + TEXT_ID + " STRING, " + TEXT + " STRING, " + GRAMS + " ARRAY<BIGINT>"));
    }

    @Override
    public Iterator<Row> call(Row row) {
        String id = row.getString(0);
        List<Passages.Indexed> passages = Passages.of(row.getString(1));
        return passages.stream()
                .map(passage -> RowFactory.create(number(id, passage.text()), id, passage.text(), passage.grams()))
                .iterator();
    }

    /** Of id and text: the same line twice is one passage. */
    private static long number(String id, String text) {
        String digest =
                IdWriter.of("passage/1").text("id", id).text("text", text).id();
        return Long.parseUnsignedLong(digest.substring(0, 16), 16);
    }
}
