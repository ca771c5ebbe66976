package dev.atelier.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Samples;
import dev.atelier.SparkSessions;
import dev.atelier.artifacts.ArtifactStore;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Picture;
import dev.atelier.domain.RawItem;
import dev.atelier.pictures.NewPictures;
import dev.atelier.pictures.RunPictures;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Place;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that are rows of Parquet files go as single files do. */
class PicturesInTableTest {
    private static final SparkSession SPARK = SparkSessions.shared();

    @TempDir
    Path out;

    private final Map<String, Picture> pictures = new LinkedHashMap<>(); // by item

    @Test
    void aForgottenPictureIsInNoFileAndOneThatNobodyWantsGoes() throws IOException {
        Folder folder = new Folder(SPARK, Place.of("--out", out.toUri().toString(), new Configuration()));
        run(folder, "mug", "lamp");
        run(folder, "lamp", "vase");
        assertThat(isAnywhere("lamp")).isTrue();
        assertThat(new Forget(folder).forget(By.SKU, "SKU-lamp").pictures()).isEqualTo(1);
        assertThat(isAnywhere("lamp")).isFalse();
        assertThat(isAnywhere("mug")).isTrue();
        folder.runs().current().orElseThrow().tables().values().forEach(version -> assertThat(version.sha256())
                .containsOnlyKeys(version.files().keySet()));
        Files.writeString(Files.createFile(out.resolve("pictures/part-9-cut.parquet")), "PAR1 and no end");
        Sweep.Swept swept = new Sweep(folder).keepNewest(1);
        assertThat(swept.pictures()).isEqualTo(1);
        assertThat(swept.bytes()).isEqualTo(pictures.get("mug").sizeBytes());
        assertThat(isAnywhere("mug")).isFalse();
        assertThat(isAnywhere("vase")).isTrue();
        try (Stream<Path> files = Files.list(out.resolve("pictures"))) {
            assertThat(files).hasSize(1);
        }
    }

    /** Whether its picture can be read or its bytes are in any file of the table; both or neither. */
    private boolean isAnywhere(String item) throws IOException {
        Picture picture = pictures.get(item);
        boolean read =
                new RunPictures(new Tables(SPARK, out.toUri().toString()).folder()).length(picture.uri()) != null;
        String bytes = new String(picture.thumbnail(), StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.list(out.resolve("pictures"))) {
            for (Path file : files.toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(bytes)) {
                    assertThat(read).isTrue();
                    return true;
                }
            }
        }
        assertThat(read).isFalse();
        return false;
    }

    /** A run over these items, whose pictures are one batch. */
    private void run(Folder folder, String... names) {
        Tables tables = new Tables(SPARK, folder.root());
        NewPictures fresh = new RunPictures(tables.folder()).fresh(true, 0);
        List<RawItem> raw = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        List<GenerationRequest> requests = new ArrayList<>();
        List<Artifact> artifacts = new ArrayList<>();
        Map<String, Artifact> batch = new LinkedHashMap<>();
        for (String name : names) {
            Item item = Samples.item(name, name, "red");
            GenerationRequest request = Samples.imageRequest(item, 0);
            Artifact drawn = inTable(
                    request,
                    Samples.image(request, Samples.square(name.length(), 20, name.charAt(0), 0, 0), null),
                    fresh);
            pictures.put(name, (Picture) drawn.made());
            raw.add(new RawItem(
                    item.source(), "shop.csv", 2, item.text(), "1", null, null, false, List.of(), "CC0-1.0"));
            items.add(item);
            requests.add(request);
            artifacts.add(drawn);
            batch.put(request.askId(), drawn);
        }
        fresh.keep();
        new ArtifactStore(tables.folder(), Modality.IMAGE).keep(0, batch);
        Samples.write(tables, Nouns.RAW_ITEMS, raw, 1);
        Samples.write(tables, Nouns.ITEMS, items, 1);
        Samples.write(tables, Nouns.REQUESTS, requests, 1);
        Samples.write(tables, Nouns.ARTIFACTS, artifacts, 1);
        folder.runs().publish(new Snapshot(tables.number(), "run-x", "2026-01-31T10:00:00Z", tables.versions()));
    }

    /** Samples keep the whole PNG as thumbnail. */
    private static Artifact inTable(GenerationRequest request, Artifact drawn, NewPictures fresh) {
        Picture file = (Picture) drawn.made();
        Picture row = new Picture(
                fresh.add(file.sha256(), file.thumbnail()),
                file.sha256(),
                file.pixelsSha256(),
                file.widthPx(),
                file.heightPx(),
                file.sizeBytes(),
                file.thumbnail());
        return Artifact.of(request, row, 9, "");
    }
}
