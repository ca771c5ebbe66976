package dev.atelier.pictures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;

import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.ForeachFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Deletes pictures. Out of the table they go by writing the files that have them without them. Safe to be interrupted and
 * taken again: a file is whole without them before the old one goes. Only under the lock.
 */
public record DeletePictures(RunFolder run) implements Serializable {
    /** Deletes these, of either form. */
    public void these(Collection<String> uris, SparkSession spark) {
        uris.stream().filter(uri -> !RunPictures.isInTable(uri)).forEach(run::delete);
        Object[] rows = uris.stream().filter(RunPictures::isInTable).toArray();
        if (rows.length > 0) {
            Column uri = col(PictureScan.URI);
            rows(PictureScan.of(run, spark).where(uri.isNull().or(uri.isin(rows))));
        }
    }

    /** Deletes files of the table that cannot be read. */
    public void damaged(SparkSession spark) {
        if (!new PictureTable(run).files().isEmpty()) {
            rows(PictureScan.of(run, spark).where(col(PictureScan.URI).isNull()));
        }
    }

    /** @param rows of a {@link PictureScan}: those to delete */
    public void rows(Dataset<Row> rows) {
        int tasks = rows.sparkSession().sparkContext().defaultParallelism();
        rows.repartition(tasks, col(PictureScan.FILE))
                .groupBy(PictureScan.FILE)
                .agg(collect_set(PictureScan.URI))
                .foreach(new WithoutThese(new PictureTable(run)));
    }

    /** A file's name and the uris that go out of it; none where the file is damaged. */
    private record WithoutThese(PictureTable table) implements ForeachFunction<Row> {
        @Override
        public void call(Row row) throws IOException {
            String name = row.getString(0);
            List<String> uris = row.getList(1);
            if (uris.isEmpty() || writeWithout(name, new HashSet<>(uris))) {
                table.delete(name);
            }
        }

        /** Whether any of them was in it. */
        private boolean writeWithout(String name, Set<String> uris) throws IOException {
            boolean any = false;
            try (PictureWriter out = new PictureWriter(table)) {
                Iterator<PictureFile.Entry> rows = new PictureRows(table, name);
                while (rows.hasNext()) {
                    PictureFile.Entry picture = rows.next();
                    if (uris.contains(RunPictures.inTable(picture.sha256()))) {
                        any = true;
                    } else {
                        out.add(picture.sha256(), picture.png());
                    }
                }
                if (any) {
                    out.finish();
                }
            }
            return any;
        }
    }
}
