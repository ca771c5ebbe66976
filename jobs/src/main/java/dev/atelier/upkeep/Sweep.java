package dev.atelier.upkeep;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.atelier.pictures.DeletePictures;
import dev.atelier.pictures.PictureScan;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Table;
import dev.atelier.stage.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Removes what no kept run refers to: older runs, their versions of tables, and of the store and the pictures what only they
 * asked for. What a run that did not end has made so far stays. Only under the lock; what it did half is done the next time.
 */
public record Sweep(Folder folder) {
    /**
     * What went.
     *
     * @param runs numbers
     * @param storeLines of what was made and found
     * @param bytes of pictures
     */
    public record Swept(List<Long> runs, long versions, long storeLines, long pictures, long bytes) {
        @Override
        public String toString() {
            return String.format(
                    java.util.Locale.ROOT,
                    "runs %s, table versions %d, lines of the store %d, pictures %d (%.1f MB)",
                    runs.isEmpty() ? "none" : runs.toString(),
                    versions,
                    storeLines,
                    pictures,
                    bytes / 1e6);
        }
    }

    /** @param keep how many of the newest runs stay, 1 or more */
    public Swept keepNewest(int keep) {
        List<Snapshot> runs = folder.runs().all();
        runs.stream().limit(keep).forEach(folder::refuseDamaged);
        List<Long> old = runs.stream().skip(keep).map(Snapshot::number).toList();
        old.forEach(number -> folder.notes().delete(Runs.path(number, "tables.json")));
        old.forEach(number -> folder.notes().delete(Runs.FOLDER + "/" + number));
        long newest = runs.isEmpty() ? 0 : runs.get(0).number();
        long versions = versions(newest);
        folder.describe("gc: lines of the store");
        long lines = new Store(folder).only(folder.read(Nouns.REQUESTS));
        folder.describe("gc: pictures");
        long[] pictures = pictures();
        folder.describe(null);
        return new Swept(old, versions, lines, pictures[0], pictures[1]);
    }

    /**
     * Removes versions that no run refers to.
     *
     * @param upTo highest number of those that may go: a run that did not end has a higher one than any that did
     */
    long versions(long upTo) {
        Set<String> wanted = new HashSet<>();
        folder.runs().all().forEach(run -> run.tables().values().forEach(version -> wanted.add(version.folder())));
        long swept = 0;
        for (Table<?> table : Nouns.ALL) {
            for (String version : folder.versions(table)) {
                if (!wanted.contains(version) && Version.number(version) <= upTo) {
                    folder.notes().delete(version);
                    swept++;
                }
            }
        }
        return swept;
    }

    /**
     * Removes pictures that neither a table nor the store refers to.
     *
     * @return how many, and their bytes
     */
    long[] pictures() {
        Dataset<Row> wanted = folder.read(Nouns.ARTIFACTS)
                .select(Nouns.URI)
                .union(new Store(folder).pictures())
                .distinct();
        Map<String, FileStatus> there = new TreeMap<>();
        for (String sub : folder.names("files")) {
            for (FileStatus file : folder.files("files/" + sub)) {
                there.put("files/" + sub + "/" + file.getPath().getName(), file);
            }
        }
        long[] swept = {0, 0};
        folder.spark()
                .createDataset(List.copyOf(there.keySet()), Encoders.STRING())
                .toDF(Nouns.URI)
                .as("there")
                .join(wanted.as("wanted"), col("there." + Nouns.URI).equalTo(col("wanted." + Nouns.URI)), "left_anti")
                .as(Encoders.STRING())
                .collectAsList()
                .forEach(uri -> {
                    delete(there.get(uri).getPath());
                    swept[0]++;
                    swept[1] += there.get(uri).getLen();
                });
        rowsNobodyWants(wanted, swept);
        return swept;
    }

    /** Removes them from the table of pictures, and adds how many they were, and their bytes. */
    private void rowsNobodyWants(Dataset<Row> wanted, long[] swept) {
        Dataset<Row> rows = PictureScan.of(folder.run(), folder.spark());
        Dataset<Row> unwanted = rows.join(wanted, Nouns.URI, "left_anti");
        Row counts = unwanted.agg(count(Nouns.URI), coalesce(sum(PictureScan.SIZE_BYTES), lit(0L)), count(lit(1)))
                .first();
        if (counts.getLong(2) > 0) { // of them are also the files that cannot be read
            new DeletePictures(folder.run()).rows(unwanted);
        }
        swept[0] += counts.getLong(0);
        swept[1] += counts.getLong(1);
    }

    private void delete(Path path) {
        try {
            folder.root().files().delete(path, false);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + path + ": " + e.getMessage(), e);
        }
    }
}
