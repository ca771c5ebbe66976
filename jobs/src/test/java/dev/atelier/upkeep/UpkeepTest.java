package dev.atelier.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Samples;
import dev.atelier.SparkSessions;
import dev.atelier.SparkWork;
import dev.atelier.artifacts.ArtifactStore;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Picture;
import dev.atelier.domain.RawItem;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Place;
import dev.atelier.stage.Quarantined;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Table;
import dev.atelier.stage.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three runs over mugs and lamps: what goes with older runs, and what goes with a product. */
class UpkeepTest {
    private static final SparkSession SPARK = SparkSessions.shared();
    private static final List<Artifact> PICTURES = new ArrayList<>();

    @TempDir
    Path out;

    private Folder folder;
    private String place; // of every row, null for one of its own
    private final List<Artifact> pictures = new ArrayList<>();

    /** Made once: each test gets a copy. */
    private static Path made;

    @BeforeAll
    static void make(@TempDir Path runs) throws IOException {
        UpkeepTest once = new UpkeepTest();
        once.in(runs);
        once.run("mug");
        once.run("mug", "lamp");
        once.run("lamp", "vase");
        made = runs;
        PICTURES.addAll(once.pictures);
    }

    @BeforeEach
    void runs() throws IOException {
        pictures.addAll(PICTURES);
        copyAll(made, out);
        in(out);
    }

    private void in(Path runs) {
        out = runs;
        folder = new Folder(SPARK, Place.of("--out", runs.toUri().toString(), new Configuration()));
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
            raw.add(raw(item, place == null ? item.source() : place));
            items.add(place == null ? item : placed(item, place));
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

    /** Whether any file in the folder says it, of whatever run. */
    private boolean isAnywhere(String word) throws IOException {
        Dataset<String> rows = Nouns.ALL.stream()
                .map(table -> folder.read(table).toJSON())
                .reduce(Dataset::union)
                .orElseThrow();
        if (rows.collectAsList().toString().contains(word)) {
            return true;
        }
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(word)) {
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

    /** However many runs there are; an extra action shows here before it costs anybody minutes. */
    @Test
    void theNumberOfJobsDoesNotGrowWithThatOfRuns() {
        SparkWork work = new SparkWork();
        SPARK.sparkContext().addSparkListener(work);
        try {
            work.since(SPARK);
            assertThat(new Forget(folder).forget(By.SKU, "SKU-lamp").isNothing())
                    .isFalse();
            // source rows, items, what was made, what others share; versions (a shuffle); four tables and the store
            // written; pictures that nothing refers to (two shuffles more than in gc, where less is left to look at)
            assertThat(work.since(SPARK).jobsByStage()).isEqualTo(Map.of("forget", 4 + 2 + 4 + 4 + 5));
            new Sweep(folder).keepNewest(1);
            // the store against all asks, counted and then written (four each); pictures that are wanted (four)
            assertThat(work.since(SPARK).jobsByStage()).isEqualTo(Map.of("gc", 12));
        } finally {
            SPARK.sparkContext().removeSparkListener(work);
        }
    }

    /** It has requests and lines of the store, and no table of what it drew. */
    @Test
    void whatAKilledRunDrewForAProductGoesWithItAndItsOtherWorkStays() throws IOException {
        Tables killed = new Tables(SPARK, folder.root());
        List<GenerationRequest> requests = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (String name : List.of("lamp", "bowl")) {
            GenerationRequest request = Samples.imageRequest(Samples.item(name, name, "red"), 1);
            Artifact drawn = Samples.image(request, Samples.square(3, 9, name.charAt(0), 9, 9), out);
            new ArtifactStore(killed.folder(), Modality.IMAGE).keep(1, Map.of(request.askId(), drawn));
            requests.add(request);
            files.add(out.resolve(((Picture) drawn.made()).uri()));
        }
        Path unsaid = out.resolve("files/ab/" + "ab".repeat(32) + ".png"); // the run died before the store had a line
        Files.createDirectories(unsaid.getParent());
        Files.writeString(unsaid, "a lamp");
        Samples.write(killed, Nouns.REQUESTS, requests, 1);

        assertThat(new Forget(folder).forget(By.SKU, "SKU-lamp").pictures()).isEqualTo(3);
        assertThat(files.get(0)).doesNotExist();
        assertThat(unsaid).doesNotExist();
        assertThat(files.get(1)).exists();
        assertThat(new Sweep(folder).keepNewest(3).pictures()).isZero();
        assertThat(isAnywhere("lamp")).isFalse();
        assertThat(isAnywhere(requests.get(1).askId())).isTrue();
    }

    @Test
    void aForgottenProductIsNowhere() throws IOException {
        assertThat(isAnywhere("lamp")).isTrue();
        Files.writeString(
                out.resolve(".store/text/part-0-cut.jsonl"), "{\"askId\":\"a\",\"artifact\":{\"text\":\"A lamp");
        Forget.Forgotten gone = new Forget(folder).forget(By.SKU, "SKU-lamp");
        assertThat(gone.rows()).isEqualTo(Map.of("raw_items", 2L, "items", 2L, "requests", 4L, "artifacts", 4L));
        assertThat(gone.storeLines()).isEqualTo(3); // one of them is cut: it could tell of anything
        assertThat(gone.pictures()).isEqualTo(1);
        assertThat(isAnywhere("lamp")).isFalse();
        assertThat(picture("mug")).exists();
        assertThat(rows(Nouns.ITEMS, 1)).isEqualTo(1);
        assertThat(rows(Nouns.ITEMS, 2)).isEqualTo(1);
        assertThat(rows(Nouns.ARTIFACTS, 3)).isEqualTo(2);
        assertThat(rows(Nouns.QUARANTINE, 3)).isEqualTo(1);
        assertThat(out.resolve(".outcomes")).doesNotExist();
        assertThat(new Forget(folder).forget(By.SKU, "SKU-lamp").isNothing()).isTrue();
        assertThat(new Forget(folder).forget(By.ITEM, "vase").rows()).containsEntry("items", 1L);
        assertThat(isAnywhere("vase")).isFalse();
    }

    @Test
    void aSourceIsForgottenWithWhatCouldNotBeRead() throws IOException {
        Forget.Forgotten gone = new Forget(folder).forget(By.SOURCE, "shop.csv");
        assertThat(gone.rows()).containsEntry("raw_items", 5L).containsEntry("quarantine", 3L);
        assertThat(isAnywhere("shop.csv")).isFalse();
        assertThat(isAnywhere("mug")).isFalse();
        assertThat(new Forget(folder).forget(By.SOURCE, "shop").isNothing()).isTrue();
    }

    /** A row's id says where it stood that day: on another day it is another product's. */
    @Test
    void aProductThatStoodInTheSamePlaceAnotherDayStays() throws IOException {
        in(Files.createDirectories(out.resolve("shop")));
        pictures.clear();
        place = "shop.csv#2";
        run("mug");
        run("lamp");
        Forget.Forgotten gone = new Forget(folder).forget(By.SKU, "SKU-mug");
        assertThat(gone.rows()).isEqualTo(Map.of("raw_items", 1L, "items", 1L, "requests", 2L, "artifacts", 2L));
        assertThat(rows(Nouns.RAW_ITEMS, 2)).isEqualTo(1);
        assertThat(rows(Nouns.ARTIFACTS, 2)).isEqualTo(2);
        assertThat(picture("lamp")).exists();
    }

    @Test
    void anItemIsForgottenWithItsDuplicates() throws IOException {
        Tables tables = new Tables(SPARK, folder.root());
        Item bowl = Samples.item("bowl", "bowl", "red");
        Item cup = Samples.item("cup", "cup", "red");
        List<RawItem> raw = List.of(raw(bowl, "a.csv#2"), raw(bowl, "a.csv#3"), raw(cup, "a.csv#21"));
        Samples.write(tables, Nouns.RAW_ITEMS, raw, 1);
        Samples.write(tables, Nouns.ITEMS, List.of(placed(bowl, "a.csv#2"), placed(cup, "a.csv#21")), 1);
        tables.replace(
                Nouns.REJECTED_ITEMS.part("clean"),
                Samples.table(
                        Quarantined.class,
                        List.of(
                                rejected("a.csv#3", "same content as row a.csv#2, which comes first"),
                                rejected("a.csv#22", "same content as row a.csv#21, which comes first")),
                        1));
        folder.runs().publish(new Snapshot(tables.number(), "run-y", "2026-01-31T10:00:00Z", tables.versions()));
        assertThat(new Forget(folder).forget(By.ITEM, "bowl").rows())
                .isEqualTo(Map.of("raw_items", 2L, "items", 1L, "rejected_items", 1L));
        assertThat(isAnywhere("bowl")).isFalse();
        assertThat(rows(Nouns.REJECTED_ITEMS, 4)).isEqualTo(1);
    }

    private static Quarantined rejected(String row, String why) {
        return new Quarantined(row, "exact_duplicate", "Row " + row + " rejected: " + why, "{}");
    }

    private static RawItem raw(Item item, String row) {
        return new RawItem(row, "shop.csv", 2, item.text(), "1", null, null, false, List.of(), "CC0-1.0");
    }

    private static Item placed(Item item, String row) {
        return new Item(
                item.itemId(),
                item.text(),
                item.language(),
                item.price(),
                item.currency(),
                item.attributes(),
                item.flags(),
                item.licence(),
                row);
    }

    @Test
    void inADamagedTableNothingIsLookedFor() throws IOException {
        org.apache.hadoop.fs.FileUtil.fullyDelete(out.resolve("items/version=1").toFile());
        assertThatThrownBy(() -> new Forget(folder).forget(By.SKU, "SKU-lamp"))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("Table items of run 1 is damaged")
                .hasMessageContaining("gc --keep 1");
        assertThat(isAnywhere("lamp")).isTrue();
        new Sweep(folder).keepNewest(1);
        assertThat(new Forget(folder).forget(By.SKU, "SKU-lamp").isNothing()).isFalse();
    }

    /** Killed when one of the runs was done: the same command finishes the work. */
    @Test
    void whatWasInterruptedIsFinishedTheNextTime() throws IOException {
        Path pointer = out.resolve(Runs.path(2, "tables.json"));
        byte[] before = Files.readAllBytes(pointer);
        List<String> versions = folder.runs().read(2).orElseThrow().tables().values().stream()
                .map(dev.atelier.stage.Version::folder)
                .toList();
        for (String version : versions) {
            copy(
                    out.resolve(version),
                    out.resolveSibling(out.getFileName() + "-copy").resolve(version));
        }
        new Forget(folder).forget(By.SKU, "SKU-lamp");
        for (String version : versions) {
            copy(out.resolveSibling(out.getFileName() + "-copy").resolve(version), out.resolve(version));
        }
        Files.write(pointer, before);
        assertThat(isAnywhere("lamp")).isTrue();
        new Forget(folder).forget(By.SKU, "SKU-lamp");
        assertThat(isAnywhere("lamp")).isFalse();
        assertThat(rows(Nouns.ITEMS, 2)).isEqualTo(1);
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
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
