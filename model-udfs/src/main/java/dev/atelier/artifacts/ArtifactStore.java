package dev.atelier.artifacts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.Made;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Picture;
import dev.atelier.domain.Text;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What was ever made under one run folder: one small JSON-lines file for each finished batch, written by the executor
 * that made it as soon as it is made. A file appears by a rename, so a killed run leaves whole batches or nothing, and
 * the next run reads them instead of making them again. Two copies of one batch have one name and the same bytes.
 */
public final class ArtifactStore {
    private static final ObjectMapper JSON = new ObjectMapper()
            .addMixIn(Made.class, ToldByModality.class)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final String folder;
    private final RunFolder run;

    public ArtifactStore(RunFolder run, Modality modality) {
        this.folder = ".store/" + modality.word();
        this.run = run;
    }

    /** A line of the store: what was made for an ask, as the first request that asked for it got it. */
    record Stored(String requestId, String askId, Artifact artifact) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "modality")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Text.class, name = "text"),
        @JsonSubTypes.Type(value = Picture.class, name = "image")
    })
    private interface ToldByModality {}

    /** Keeps one finished batch, by ask id. */
    public void keep(Map<String, Artifact> batch) {
        if (batch.isEmpty()) {
            return;
        }
        String name = ContentId.of(batch.keySet().toArray(String[]::new));
        String lines = batch.entrySet().stream()
                .map(made -> json(new Stored(made.getValue().requestId(), made.getKey(), made.getValue())))
                .collect(Collectors.joining("\n", "", "\n"));
        run.writeWhole(folder + "/" + name + ".jsonl", lines.getBytes(StandardCharsets.UTF_8));
    }

    /** Null for a line of a version that knew no ask ids: what it made is made again. */
    static Stored parse(String line) {
        try {
            Stored stored = JSON.readValue(line, Stored.class);
            return stored.askId() == null ? null : stored;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored artifact cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    public String folder() {
        return run.uri() + "/" + folder;
    }

    /**
     * Joins the small files into one when there are more than {@code limit}. Safe to be interrupted: the joined file is
     * whole before the first small one goes, and an ask found twice counts once.
     *
     * @return how many files there were
     */
    public int compact(int limit) {
        try {
            Path all = new Path(folder());
            FileSystem files = run.hadoop().of(all);
            if (!files.exists(all)) {
                return 0;
            }
            List<Path> batches = Arrays.stream(files.listStatus(all))
                    .map(FileStatus::getPath)
                    .filter(p -> p.getName().endsWith(".jsonl"))
                    .sorted()
                    .toList();
            if (batches.size() > limit) {
                join(files, batches);
            }
            return batches.size();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot compact " + folder() + ": " + e.getMessage(), e);
        }
    }

    private void join(FileSystem files, List<Path> batches) throws IOException {
        String id = ContentId.of(batches.stream().map(Path::toString).toArray(String[]::new));
        Path joined = new Path(folder(), "joined-" + id + ".jsonl");
        Path pending = run.pending(joined.getName());
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
    }

    private static String json(Stored stored) {
        try {
            return JSON.writeValueAsString(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Cannot write artifact " + stored.artifact().artifactId(), e);
        }
    }
}
