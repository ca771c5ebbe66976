package dev.atelier.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Samples;
import dev.atelier.SparkSessions;
import dev.atelier.artifacts.ArtifactStore;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Picture;
import dev.atelier.domain.RawItem;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Place;
import dev.atelier.stage.Quarantined;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Table;
import dev.atelier.stage.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three runs over mugs and lamps: what goes with older runs, and what goes with a product. */
class UpkeepTest {
    private static final SparkSession SPARK = SparkSessions.shared();

    @TempDir
    Path out;

    private Folder folder;
    private final List<Artifact> pictures = new ArrayList<>();

    @BeforeEach
    void runs() throws IOException {
        folder = new Folder(SPARK, Place.of("--out", out.toUri().toString(), new Configuration()));
        run("mug");
        run("mug", "lamp");
        run("lamp", "vase");
    }

    /** A run over these items, each with a title and a picture of its own. */
    private void run(String... names) throws IOException {
        Tables tables = new Tables(SPARK, folder.root());
        List<RawItem> raw = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        List<GenerationRequest> requests = new ArrayList<>();
        List<Artifact> artifacts = new ArrayList<>();
        for (String name : names) {
            Item item = Samples.item(name, name, "red");
            ItemText text = item.text();
            raw.add(new RawItem(item.source(), "shop.csv", 2, text, "1", null, null, false, List.of(), "CC0-1.0"));
            items.add(item);
            GenerationRequest title = Samples.textRequest(item, "title", 0);
            GenerationRequest picture = Samples.imageRequest(item, 0);
            requests.addAll(List.of(title, picture));
            Artifact drawn = Samples.image(picture, Samples.square(name.length(), 20, name.charAt(0), 0, 0), out);
            Artifact written = Samples.text(title, "A good " + name, -1.0);
            artifacts.addAll(List.of(written, drawn));
            pictures.add(drawn);
            new ArtifactStore(tables.folder(), Modality.TEXT).keep(0, Map.of(title.askId(), written));
            new ArtifactStore(tables.folder(), Modality.IMAGE).keep(0, Map.of(picture.askId(), drawn));
        }
        Samples.write(tables, Nouns.RAW_ITEMS, raw, 1);
        Samples.write(tables, Nouns.ITEMS, items, 1);
        Samples.write(tables, Nouns.REQUESTS, requests, 1);
        Samples.write(tables, Nouns.ARTIFACTS, artifacts, 1);
        tables.replace(
                Nouns.QUARANTINE.part("collect"),
                Samples.table(Quarantined.class, List.of(new Quarantined("shop.csv#99", "bad", "Bad", "{")), 1));
        tables.notes().write(".outcomes/clean.json", "{}");
        tables.notes().write(Runs.path(tables.number(), "contact-sheet.html"), String.join(" ", names));
        folder.runs().publish(new Snapshot(tables.number(), "run-x", "2026-01-31T10:00:00Z", tables.versions()));
    }

    private Path picture(String name) {
        return pictures.stream()
                .filter(drawn -> drawn.target().itemId().equals(name))
                .map(drawn -> out.resolve(((Picture) drawn.made()).uri()))
                .findFirst()
                .orElseThrow();
    }

    /** Every text in the folder, whatever file it stands in. */
    private boolean isAnywhere(String word) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean inFile = file.toString().endsWith(".parquet")
                        ? SPARK.read()
                                .parquet(file.toString())
                                .toJSON()
                                .collectAsList()
                                .toString()
                                .contains(word)
                        : Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                                .contains(word);
                if (inFile) {
                    return true;
                }
            }
        }
        return false;
    }

    private long rows(Table<?> table, long run) {
        return new Tables(SPARK, folder.root(), folder.runs().read(run).orElseThrow())
                .read(table)
                .count();
    }

    @Test
    void whatOnlyOlderRunsReferToGoes() throws IOException {
        Tables unfinished = new Tables(SPARK, folder.root());
        Samples.write(unfinished, Nouns.ITEMS, List.of(Samples.item("bowl", "bowl", "red")), 1);
        Sweep.Swept swept = new Sweep(folder).keepNewest(2);
        assertThat(swept.runs()).containsExactly(1L);
        assertThat(swept.versions()).isEqualTo(7);
        assertThat(swept.pictures()).isZero();
        assertThat(picture("mug")).exists();
        assertThat(new Sweep(folder).keepNewest(1).toString())
                .startsWith("runs [2], table versions 7, lines of the store 2, pictures 1 (");
        assertThat(picture("mug")).doesNotExist();
        assertThat(picture("lamp")).exists();
        assertThat(isAnywhere("mug")).isFalse();
        assertThat(isAnywhere("bowl")).isTrue(); // of a run that did not end
        assertThat(rows(Nouns.ARTIFACTS, 3)).isEqualTo(4);
        assertThat(folder.runs().all()).extracting(Snapshot::number).containsExactly(3L);
        assertThat(new Sweep(folder).keepNewest(1)).isEqualTo(new Sweep.Swept(List.of(), 0, 0, 0, 0));
    }

    @Test
    void aForgottenProductIsNowhere() throws IOException {
        assertThat(isAnywhere("lamp")).isTrue();
        Forget.Forgotten gone = new Forget(folder).forget(Forget.By.SKU, "SKU-lamp");
        assertThat(gone.rows()).isEqualTo(Map.of("raw_items", 2L, "items", 2L, "requests", 4L, "artifacts", 4L));
        assertThat(gone.storeLines()).isEqualTo(2);
        assertThat(gone.pictures()).isEqualTo(1);
        assertThat(isAnywhere("lamp")).isFalse();
        assertThat(picture("mug")).exists();
        assertThat(rows(Nouns.ITEMS, 1)).isEqualTo(1);
        assertThat(rows(Nouns.ITEMS, 2)).isEqualTo(1);
        assertThat(rows(Nouns.ARTIFACTS, 3)).isEqualTo(2);
        assertThat(rows(Nouns.QUARANTINE, 3)).isEqualTo(1);
        assertThat(out.resolve(".outcomes")).doesNotExist();
        assertThat(new Forget(folder).forget(Forget.By.SKU, "SKU-lamp").isNothing())
                .isTrue();
        assertThat(new Forget(folder).forget(Forget.By.ITEM, "vase").rows()).containsEntry("items", 1L);
        assertThat(isAnywhere("vase")).isFalse();
    }

    @Test
    void aSourceIsForgottenWithWhatCouldNotBeRead() throws IOException {
        Forget.Forgotten gone = new Forget(folder).forget(Forget.By.SOURCE, "shop.csv");
        assertThat(gone.rows()).containsEntry("raw_items", 5L).containsEntry("quarantine", 3L);
        assertThat(isAnywhere("shop.csv")).isFalse();
        assertThat(isAnywhere("mug")).isFalse();
        assertThat(new Forget(folder).forget(Forget.By.SOURCE, "shop").isNothing())
                .isTrue();
    }

    /** Killed before anything was deleted: the same command finishes the work. */
    @Test
    void whatWasInterruptedIsFinishedTheNextTime() throws IOException {
        Path items = out.resolve("items/version=2");
        Path copy = out.resolve("copy");
        copy(items, copy);
        new Forget(folder).forget(Forget.By.SKU, "SKU-lamp");
        copy(copy, items);
        copy(copy.resolve("nothing"), copy);
        assertThat(isAnywhere("lamp")).isTrue();
        new Forget(folder).forget(Forget.By.SKU, "SKU-lamp");
        assertThat(isAnywhere("lamp")).isFalse();
        assertThat(rows(Nouns.ITEMS, 2)).isEqualTo(1);
    }

    private static void copy(Path from, Path to) throws IOException {
        org.apache.hadoop.fs.FileUtil.fullyDelete(to.toFile());
        if (Files.exists(from)) {
            Files.createDirectories(to);
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }
}
