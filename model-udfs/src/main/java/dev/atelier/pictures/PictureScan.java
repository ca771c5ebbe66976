package dev.atelier.pictures;

import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Names of files of the table to what they have, without the pictures themselves; of a damaged file one row that tells its name
 * and no more.
 */
public final class PictureScan implements FlatMapFunction<String, Row> {
    public static final String URI = "uri", SIZE_BYTES = "size_bytes", FILE = "file";

    /** What uris of the table begin with. */
    public static final String TABLE = PictureTable.FOLDER + "/";

    private static final long serialVersionUID = 1L;
    static final StructType SCHEMA = StructType.fromDDL(URI + " string, " + SIZE_BYTES + " long, " + FILE + " string");
    private static final int SLICES_A_CORE = 4;

    private final PictureTable table;

    private PictureScan(PictureTable table) {
        this.table = table;
    }

    /** A row for each picture in each file: its uri, its length in bytes, the name of the file. */
    public static Dataset<Row> of(RunFolder run, SparkSession spark) {
        PictureTable table = new PictureTable(run);
        List<String> names = List.copyOf(table.files().keySet());
        return names.isEmpty()
                ? spark.createDataFrame(List.of(), SCHEMA) // which costs a join nothing
                : names(names, spark).flatMap(new PictureScan(table), Encoders.row(SCHEMA));
    }

    /** Dealt to tasks evenly; each file is opened by one. */
    static Dataset<String> names(List<String> names, SparkSession spark) {
        Encoder<String> text = Encoders.STRING();
        if (names.isEmpty()) {
            return spark.emptyDataset(text);
        }
        JavaSparkContext tasks = JavaSparkContext.fromSparkContext(spark.sparkContext());
        int slices = Math.min(names.size(), SLICES_A_CORE * tasks.defaultParallelism());
        return spark.createDataset(tasks.parallelize(names, slices).rdd(), text);
    }

    @Override
    public Iterator<Row> call(String name) {
        try {
            return table.file(name).withoutPng().stream()
                    .map(row -> RowFactory.create(RunPictures.inTable(row.sha256()), row.sizeBytes(), name))
                    .iterator();
        } catch (IOException | RuntimeException e) {
            return table.isDamaged(name, e)
                    ? List.of(RowFactory.create(null, null, name)).iterator()
                    : Collections.emptyIterator();
        }
    }
}
