package dev.atelier.upkeep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get_json_object;

import dev.atelier.domain.ContentId;
import dev.atelier.domain.Modality;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What was ever made or found in a folder, as lines of JSON that each name their ask. */
record Store(Folder folder) {
    private static final String LINE = "value";

    /** Uris of the pictures in it. */
    Dataset<Row> pictures() {
        return lines(files(Modality.IMAGE.word()))
                .select(get_json_object(col(LINE), "$.artifact.made.uri").as(Nouns.URI));
    }

    /**
     * Removes lines. Safe to be interrupted: what stays is whole in a new file before the old ones go.
     *
     * @param asks column {@code ask_id}
     * @param join {@code left_semi} to keep lines of these asks, {@code left_anti} to remove them
     * @return how many lines went
     */
    long retain(Dataset<Row> asks, String join) {
        return folder.names(".store").stream()
                .mapToLong(part -> retain(part, asks, join))
                .sum();
    }

    private long retain(String part, Dataset<Row> asks, String join) {
        List<Path> old = files(part);
        if (old.isEmpty()) {
            return 0;
        }
        Dataset<Row> lines = lines(old).withColumn(Nouns.ASK_ID, get_json_object(col(LINE), "$.askId"));
        Dataset<Row> stay = lines.join(
                        asks.select(Nouns.ASK_ID).distinct(),
                        lines.col(Nouns.ASK_ID).equalTo(asks.col(Nouns.ASK_ID)),
                        join)
                .where(lines.col(Nouns.ASK_ID).isNotNull()) // a damaged line may tell of anything
                .select(LINE)
                .distinct();
        long before = lines.count();
        long after = stay.count();
        if (before != after) {
            replace(part, old, stay);
        }
        return before - after;
    }

    private void replace(String part, List<Path> old, Dataset<Row> stay) {
        String pending = ".pending/store-" + part;
        stay.coalesce(1).write().mode("overwrite").text(folder.path(pending).toString());
        try {
            for (FileStatus file : folder.files(pending)) {
                if (file.getPath().getName().startsWith("part-") && file.getLen() > 0) {
                    String id = ContentId.of(old.stream().map(Path::toString).toArray(String[]::new));
                    Path joined = folder.path(".store/" + part + "/joined-" + id + ".jsonl");
                    if (!folder.root().files().rename(file.getPath(), joined)) {
                        throw new IOException("the file system refused to rename " + file.getPath());
                    }
                }
            }
            for (Path file : old) {
                folder.root().files().delete(file, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot rewrite store " + part + ": " + e.getMessage(), e);
        }
        folder.notes().delete(pending);
    }

    private List<Path> files(String part) {
        return Arrays.stream(folder.files(".store/" + part))
                .map(FileStatus::getPath)
                .filter(path -> path.getName().endsWith(".jsonl"))
                .toList();
    }

    private Dataset<Row> lines(List<Path> files) {
        if (files.isEmpty()) {
            return folder.spark()
                    .emptyDataset(org.apache.spark.sql.Encoders.STRING())
                    .toDF(LINE);
        }
        return folder.spark()
                .read()
                .text(files.stream().map(path -> Place.literal(path.toString())).toArray(String[]::new));
    }
}
