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
import dev.atelier.pictures.RunPictures;
import dev.atelier.worker.KeptLines;
import dev.atelier.worker.RunFolder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was ever made under one run folder, a line for each ask. */
public final class ArtifactStore {
    /** Where a line names its ask, as a JSON path. */
    public static final String ASK = "$.askId";
    /** Where the line of a picture names its file, as a JSON path. */
    public static final String PICTURE_URI = "$.artifact.made.uri";

    private static final ObjectMapper JSON = new ObjectMapper()
            .addMixIn(Made.class, ToldByModality.class)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final Logger LOG = LoggerFactory.getLogger(ArtifactStore.class);

    private final RunFolder run;
    private final KeptLines lines;

    public ArtifactStore(RunFolder run, Modality modality) {
        this.run = run;
        this.lines = new KeptLines(run, modality.word());
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
    public void keep(int partition, Map<String, Artifact> batch) {
        lines.keep(
                partition,
                batch.entrySet().stream()
                        .map(made -> json(new Stored(made.getValue().requestId(), made.getKey(), made.getValue())))
                        .toList());
    }

    /** What earlier attempts of a task made, by ask id; no picture whose file is gone. */
    Map<String, Artifact> madeIn(int partition) {
        Map<String, Artifact> made = new HashMap<>();
        RunPictures pictures = new RunPictures(run);
        List<List<Stored>> batches =
                lines.ofPartition(partition).stream().map(ArtifactStore::parsed).toList();
        Map<String, Long> drawn = pictures.ofPartition(
                partition, batches.stream().map(ArtifactStore::uris).toList());
        batches.stream()
                .flatMap(List::stream)
                .filter(stored -> isThere(
                        stored.artifact(), uri -> drawn.containsKey(uri) ? drawn.get(uri) : pictures.length(uri)))
                .forEach(stored -> made.put(stored.askId(), stored.artifact()));
        return made;
    }

    private static List<Stored> parsed(List<String> batch) {
        return batch.stream().map(ArtifactStore::parse).filter(Objects::nonNull).toList();
    }

    private static List<String> uris(List<Stored> batch) {
        return batch.stream()
                .map(stored -> stored.artifact().made())
                .filter(Picture.class::isInstance)
                .map(made -> ((Picture) made).uri())
                .toList();
    }

    /**
     * Whether everything that belongs to it is: a picture, with its length.
     *
     * @param lengths by uri; null for what is not there
     */
    static boolean isThere(Artifact artifact, Function<String, Long> lengths) {
        if (!(artifact.made() instanceof Picture picture)) {
            return true;
        }
        Long bytes = lengths.apply(picture.uri());
        return bytes != null
                && (picture.sizeBytes() == null || picture.sizeBytes().equals(bytes));
    }

    /** Null for a line that is damaged, or of a version that knew no ask ids: what it told of is made again. */
    static Stored parse(String line) {
        try {
            Stored stored = JSON.readValue(line, Stored.class);
            return stored.askId() == null || isAltered(stored.artifact()) ? null : stored;
        } catch (JsonProcessingException e) {
            LOG.warn("A line of the store is damaged; what it told of is made again: {}", e.getOriginalMessage());
            return null;
        }
    }

    private static boolean isAltered(Artifact artifact) {
        boolean altered = artifact.made() instanceof Text text
                && !text.sha256().equals(ContentId.ofBytes(text.text().getBytes(StandardCharsets.UTF_8)));
        if (altered) {
            LOG.warn("A text of the store is another than was written; it is made again: ask {}", artifact.requestId());
        }
        return altered;
    }

    /** The lines that {@link #parse} reads. */
    public KeptLines lines() {
        return lines;
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
