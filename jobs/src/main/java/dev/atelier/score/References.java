package dev.atelier.score;

import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Copy that people wrote: JSON lines that {@code score.references} names, a path or a pattern. */
final class References {
    private References() {}

    /** A line. */
    record Reference(String sku, String field, String text) {}

    static InputFiles files(String references) {
        return new InputFiles("score.references", references);
    }

    static Dataset<Row> read(String references, SparkSession spark) {
        Place place =
                Place.of("score.references", references, spark.sparkContext().hadoopConfiguration());
        try {
            return spark.read()
                    .schema(RowCodec.of(Reference.class).schema())
                    .option("mode", "FAILFAST")
                    .json(place.files().exists(place.path()) ? place.literal() : references);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
