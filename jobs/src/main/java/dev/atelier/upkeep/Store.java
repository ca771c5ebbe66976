package dev.atelier.upkeep;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;

import dev.atelier.artifacts.ArtifactStore;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.Modality;
import dev.atelier.measures.KeptFindings;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Place;
import dev.atelier.worker.KeptLines;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** What was ever made or found in a folder, as lines of JSON that each name their ask. */
record Store(Folder folder) {
    private static final String FOLDER = ".store";
    private static final String PENDING = ".pending/store";
    private static final String LINE = "line";
    private static final String PART = "part";
    private static final String GOES = "goes";

    /** Uris of the pictures in it. */
    Dataset<Row> pictures() {
        return lines(files(Modality.IMAGE.word()))
                .select(get_json_object(col(LINE), ArtifactStore.PICTURE_URI).as(Nouns.URI));
    }

    /** Removes lines of these asks; also damaged ones, which may tell of anything. Says how many. */
    long without(Collection<String> asks) {
        Sought sought = Sought.everywhere(asks);
        return remove(lines -> lines.withColumn(
                GOES, sought.in(Nouns.ASK_ID).or(col(Nouns.ASK_ID).isNull())));
    }

    /** Removes all lines but those of asks in column {@code ask_id}. Says how many. */
    long only(Dataset<Row> asks) {
        String wanted = "wanted";
        Dataset<Row> known = asks.select(col(Nouns.ASK_ID).as(wanted)).distinct();
        return remove(lines -> lines.join(known, col(Nouns.ASK_ID).equalTo(col(wanted)), "left")
                .withColumn(GOES, col(wanted).isNull()));
    }

    /** Safe to be interrupted: what stays is whole in a new file before the old ones go. */
    private long remove(UnaryOperator<Dataset<Row>> marked) {
        Map<String, List<Path>> files = new TreeMap<>();
        folder.names(FOLDER).forEach(part -> files.put(part, files(part)));
        Map<String, Long> gone = new TreeMap<>();
        marked.apply(lines(all(files)))
                .where(col(GOES))
                .groupBy(PART)
                .count()
                .collectAsList()
                .forEach(row -> gone.put(row.getString(0), row.getLong(1)));
        files.keySet().retainAll(gone.keySet());
        if (!gone.isEmpty()) {
            replace(files, marked.apply(lines(all(files))).where(not(col(GOES))));
        }
        return gone.values().stream().mapToLong(Long::longValue).sum();
    }

    private void replace(Map<String, List<Path>> old, Dataset<Row> stay) {
        stay.select(PART, LINE)
                .distinct()
                .coalesce(1)
                .write()
                .mode("overwrite")
                .partitionBy(PART)
                .text(folder.path(PENDING).toString());
        try {
            for (Map.Entry<String, List<Path>> part : old.entrySet()) {
                for (FileStatus file : folder.files(PENDING + "/" + PART + "=" + part.getKey())) {
                    if (file.getPath().getName().startsWith("part-")) {
                        join(part.getKey(), part.getValue(), file.getPath());
                    }
                }
                for (Path file : part.getValue()) {
                    folder.root().files().delete(file, false);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot rewrite the store: " + e.getMessage(), e);
        }
        folder.notes().delete(PENDING);
    }

    private void join(String part, List<Path> old, Path stay) throws IOException {
        String id = ContentId.of(old.stream().map(Path::toString).toArray(String[]::new));
        Path joined = folder.path(FOLDER + "/" + part + "/joined-" + id + ".jsonl");
        if (!folder.root().files().rename(stay, joined)) {
            throw new IOException("the file system refused to rename " + stay);
        }
    }

    private static List<Path> all(Map<String, List<Path>> files) {
        return files.values().stream().flatMap(List::stream).toList();
    }

    private List<Path> files(String part) {
        try {
            return KeptLines.all(folder.root().files(), folder.path(FOLDER + "/" + part)).stream()
                    .map(FileStatus::getPath)
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the store: " + e.getMessage(), e);
        }
    }

    /** Lines with the part of the store that they are of, and their ask; null where a line is damaged. */
    private Dataset<Row> lines(List<Path> files) {
        Dataset<Row> text = files.isEmpty()
                ? folder.spark().emptyDataset(Encoders.STRING()).toDF(LINE)
                : folder.spark()
                        .read()
                        .text(files.stream()
                                .map(path -> Place.literal(path.toString()))
                                .toArray(String[]::new))
                        .toDF(LINE);
        return text.withColumn(PART, regexp_extract(input_file_name(), "^.*/[.]store/([^/]+)/", 1))
                .withColumn(
                        Nouns.ASK_ID,
                        coalesce(
                                get_json_object(col(LINE), ArtifactStore.ASK),
                                get_json_object(col(LINE), KeptFindings.ASK)));
    }
}
