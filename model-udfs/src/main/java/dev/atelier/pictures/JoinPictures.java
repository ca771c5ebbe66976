package dev.atelier.pictures;

import static org.apache.spark.sql.functions.col;

import dev.atelier.batch.MappedIterator;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Joins the small files of the table of pictures into large ones, divided by ranges of sha256. Safe to be interrupted at any
 * moment: the large ones are whole before the first small one goes. Only under the lock.
 */
public record JoinPictures(RunFolder run) implements Serializable {
    /** Small files above which they are joined: a reader opens each of them once. */
    public static final int MOST_FILES = 200;

    /** Of a large file. */
    private static final long FILE_BYTES = 256L << 20;

    private static final String BUCKET = "bucket";

    /** Joins the files of less than half the size of a large one when there are more than {@code limit} of them. */
    public void ifMany(int limit, SparkSession spark) {
        PictureTable table = new PictureTable(run);
        Map<String, Long> small = table.files();
        small.values().removeIf(bytes -> bytes >= FILE_BYTES / 2);
        if (small.size() > limit) {
            long bytes = small.values().stream().mapToLong(Long::longValue).sum();
            join(table, List.copyOf(small.keySet()), (int) (1 + bytes / FILE_BYTES), spark);
        }
    }

    private void join(PictureTable table, List<String> names, int buckets, SparkSession spark) {
        List<String> joined = PictureScan.names(names, spark)
                .flatMap(new Read(table, buckets), Encoders.row(Read.SCHEMA))
                .repartition(buckets, col(BUCKET))
                .sortWithinPartitions(BUCKET, PictureFile.SHA256)
                .mapPartitions(new Write(table), Encoders.STRING())
                .collectAsList();
        // after a stop a file of what was joined then may be all there is
        names.parallelStream().filter(name -> !joined.contains(name)).forEach(table::delete);
    }

    /** Names of files to the pictures in them, with the range that each belongs to. */
    private record Read(PictureTable table, int buckets) implements FlatMapFunction<String, Row> {
        private static final StructType SCHEMA =
                StructType.fromDDL(BUCKET + " int, " + PictureFile.SHA256 + " string, " + PictureFile.PNG + " binary");
        private static final int HEX = 16, DIGITS = 7;

        @Override
        public Iterator<Row> call(String name) {
            Iterator<PictureFile.Entry> rows = new PictureRows(table, name);
            return new MappedIterator<>(rows, row -> RowFactory.create(bucket(row.sha256()), row.sha256(), row.png()));
        }

        private int bucket(String sha256) {
            return (int) (((long) Integer.parseInt(sha256.substring(0, DIGITS), HEX) * buckets) >>> (4 * DIGITS));
        }
    }

    /** Pictures in the order of their ranges and digests to a file for each range; gives the names. */
    private record Write(PictureTable table) implements MapPartitionsFunction<Row, String> {
        @Override
        public Iterator<String> call(Iterator<Row> rows) throws IOException {
            try (PictureWriter out = new PictureWriter(table)) {
                int bucket = 0;
                while (rows.hasNext()) {
                    Row row = rows.next();
                    if (row.getInt(0) != bucket) {
                        out.finish();
                        bucket = row.getInt(0);
                    }
                    out.add(row.getString(1), row.getAs(2));
                }
                out.finish();
                return out.names().iterator();
            }
        }
    }
}
