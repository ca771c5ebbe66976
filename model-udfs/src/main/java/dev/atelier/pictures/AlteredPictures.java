package dev.atelier.pictures;

import dev.atelier.domain.ContentId;
import dev.atelier.worker.RunFolder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Deletes pictures whose bytes have another sha256 than their names say. Reads all of them. Only under the lock. */
public record AlteredPictures(RunFolder run) implements Serializable {
    /** @return how many there were */
    public long delete(SparkSession spark) {
        List<String> folders =
                run.list("files").stream().map(name -> "files/" + name).toList();
        List<String> files = PictureScan.names(folders, spark)
                .flatMap(new OfFolder(run), Encoders.STRING())
                .collectAsList();
        files.forEach(run::delete);
        PictureTable table = new PictureTable(run);
        List<Row> rows = PictureScan.names(List.copyOf(table.files().keySet()), spark)
                .flatMap(new OfTable(table), Encoders.row(PictureScan.SCHEMA))
                .collectAsList();
        if (!rows.isEmpty()) {
            new DeletePictures(run).rows(spark.createDataFrame(rows, PictureScan.SCHEMA));
        }
        return (long) files.size() + rows.size();
    }

    private static boolean isAltered(String uri, byte[] png) {
        return !ContentId.ofBytes(png).equals(RunPictures.sha256(uri));
    }

    /** Uris of altered files. */
    private record OfFolder(RunFolder run) implements FlatMapFunction<String, String> {
        @Override
        public Iterator<String> call(String folder) {
            return run.list(folder).stream()
                    .map(name -> folder + "/" + name)
                    .filter(uri -> isAltered(uri, run.read(uri)))
                    .iterator();
        }
    }

    /** Altered rows, as a {@link PictureScan} tells them; of a file that cannot be read to its end the one without a uri. */
    private record OfTable(PictureTable table) implements FlatMapFunction<String, Row> {
        @Override
        public Iterator<Row> call(String name) {
            List<Row> altered = new ArrayList<>();
            PictureRows rows = new PictureRows(table, name);
            while (rows.hasNext()) {
                PictureFile.Entry picture = rows.next();
                String uri = RunPictures.inTable(picture.sha256());
                if (isAltered(uri, picture.png())) {
                    altered.add(RowFactory.create(uri, picture.sizeBytes(), name));
                }
            }
            if (rows.isDamaged()) {
                altered.add(RowFactory.create(null, null, name));
            }
            return altered.iterator();
        }
    }
}
