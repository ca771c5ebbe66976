package dev.atelier.score;

import dev.atelier.domain.IdWriter;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.FilesRead;
import dev.atelier.stage.Place;
import dev.atelier.worker.HadoopFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Copy that people wrote: JSON lines that {@code score.references} names, a path or a pattern. */
public final class References {
    private References() {}

    /** A line. */
    public record Reference(String sku, String field, String text) {}

    /**
     * The files by content.
     *
     * @return null if the configuration names none
     * @throws ConfError if there are none, or one cannot be read
     */
    public static FilesRead find(ScoreConf conf, Configuration hadoop) {
        if (conf.references() == null) {
            return null;
        }
        Place place = Place.of("score.references", conf.references(), hadoop);
        try {
            IdWriter digest = IdWriter.of("files/1");
            for (FileStatus file : files(place)) {
                digest.text(
                        file.getPath().getName(),
                        HadoopFiles.sha256(file.getPath().toString(), hadoop));
            }
            return new FilesRead("score.references", digest.id());
        } catch (IOException | UncheckedIOException e) {
            throw new ConfError(
                    "Cannot read score.references " + conf.references() + ": " + e.getMessage()
                            + " (check path and permissions)",
                    e);
        }
    }

    private static List<FileStatus> files(Place place) throws IOException {
        FileStatus[] found = place.files().exists(place.path())
                ? place.files().listStatus(place.path())
                : place.files().globStatus(place.path());
        if (found == null || found.length == 0) {
            throw new IOException("no such file");
        }
        return Arrays.stream(found)
                .filter(FileStatus::isFile)
                .filter(file -> !file.getPath().getName().matches("[._].*"))
                .sorted()
                .toList();
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
