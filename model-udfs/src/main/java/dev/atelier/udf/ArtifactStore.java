package dev.atelier.udf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.ContentId;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What was ever made under one run folder: one small JSON-lines file for each finished batch, written by the executor
 * that made it as soon as it is made. A file appears by a rename, so a killed run leaves whole batches or nothing, and
 * the next run reads them instead of making them again. Two copies of one batch have one name and the same bytes.
 */
public final class ArtifactStore implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private final String folder;
    private final HadoopFiles hadoop;

    /** @param folder full URI, such as {@code hdfs://nn/out/.store/text} */
    public ArtifactStore(String folder, HadoopFiles hadoop) {
        this.folder = folder;
        this.hadoop = hadoop;
    }

    /** Keeps one finished batch. */
    public void keep(List<Artifact> batch) {
        if (batch.isEmpty()) {
            return;
        }
        String name = ContentId.of(batch.stream().map(Artifact::requestId).toArray());
        String lines = batch.stream().map(ArtifactStore::json).collect(Collectors.joining("\n", "", "\n"));
        hadoop.writeWhole(folder + "/" + name + ".jsonl", lines.getBytes(StandardCharsets.UTF_8));
    }

    /** The artifact of one stored line. */
    public static Artifact parse(String line) {
        try {
            return JSON.readValue(line, Artifact.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored artifact cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    public String folder() {
        return folder;
    }

    /** Makes the folder, so that an empty store can be read. */
    public void create() {
        try {
            Path path = new Path(folder);
            FileSystem files = hadoop.of(path);
            files.mkdirs(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Joins the small files into one when there are more than {@code limit}. Safe to be interrupted: the joined file is
     * whole before the first small one goes, and a request found twice counts once.
     */
    public void compact(int limit) {
        try {
            FileSystem files = hadoop.of(new Path(folder));
            List<Path> batches = java.util.Arrays.stream(files.listStatus(new Path(folder)))
                    .map(s -> s.getPath())
                    .filter(p -> p.getName().endsWith(".jsonl"))
                    .sorted()
                    .toList();
            if (batches.size() <= limit) {
                return;
            }
            Path joined = new Path(folder, "joined-" + ContentId.of(batches.toArray()) + ".jsonl");
            Path pending = new Path(folder, "_" + joined.getName());
            try (FSDataOutputStream out = files.create(pending, true)) {
                for (Path batch : batches) {
                    try (var in = files.open(batch)) {
                        in.transferTo(out);
                    }
                }
            }
            files.rename(pending, joined);
            for (Path batch : batches) {
                files.delete(batch, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot compact " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String json(Artifact artifact) {
        try {
            return JSON.writeValueAsString(artifact);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write artifact " + artifact.artifactId(), e);
        }
    }
}
