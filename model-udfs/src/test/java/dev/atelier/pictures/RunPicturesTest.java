package dev.atelier.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.SparkSessions;
import dev.atelier.domain.ContentId;
import dev.atelier.worker.BusyFileSystem;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of pictures on a file system that can stop at any moment. */
class RunPicturesTest {
    private static final SparkSession SPARK = SparkSessions.shared();
    private static final int ENOUGH = 1_000;

    @TempDir
    Path folder;

    private final Map<String, byte[]> drawn = new TreeMap<>(); // by uri

    @AfterEach
    void goOn() {
        StoppingFileSystem.LEFT.set(Integer.MAX_VALUE);
    }

    private RunFolder run() {
        return StoppingFileSystem.run(folder);
    }

    private RunPictures pictures() {
        return new RunPictures(run());
    }

    /** A batch of a partition in the table. */
    private void batch(int partition, String... contents) {
        NewPictures fresh = pictures().fresh(true, partition);
        for (String content : contents) {
            byte[] png = content.repeat(ENOUGH).getBytes(StandardCharsets.UTF_8);
            drawn.put(fresh.add(ContentId.ofBytes(png), png), png);
        }
        fresh.keep();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(PictureTable.FOLDER))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void everyPictureIsThere() {
        drawn.forEach((uri, png) -> {
            assertThat(pictures().read(uri)).isEqualTo(png);
            assertThat(pictures().length(uri)).isEqualTo(png.length);
        });
        assertThat(scanned()).isEqualTo(drawn.keySet());
    }

    private Set<String> scanned() {
        return new TreeSet<>(PictureScan.of(run(), SPARK)
                .select(PictureScan.URI)
                .where(PictureScan.URI + " is not null")
                .as(Encoders.STRING())
                .collectAsList());
    }

    @Test
    void aBatchIsOneFileThatTheNextAttemptFindsAndSparkReads() throws IOException {
        batch(3, "mug", "lamp");
        batch(3, "vase");
        batch(31, "bowl");
        assertThat(names()).hasSize(3).allMatch(name -> name.matches("part-31?-[0-9a-f]{64}[.]parquet"));
        everyPictureIsThere();
        assertThat(pictures().ofPartition(3, List.of(uris("lamp", "mug"), uris("vase"))))
                .hasSize(3)
                .containsValue(4L * ENOUGH);
        assertThat(SPARK.read()
                        .parquet(folder.resolve(PictureTable.FOLDER).toString())
                        .where("sha2(png, 256) = sha256 and length(png) = size_bytes")
                        .count())
                .isEqualTo(4);
        byte[] first = Files.readAllBytes(folder.resolve(PictureTable.FOLDER).resolve(names().get(0)));
        Files.delete(folder.resolve(PictureTable.FOLDER).resolve(names().get(0)));
        batch(3, "lamp", "mug");
        batch(3, "vase");
        assertThat(Files.readAllBytes(folder.resolve(PictureTable.FOLDER).resolve(names().get(0))))
                .isEqualTo(first);
        assertThatThrownBy(() -> pictures().read(RunPictures.inTable("ab12")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("pictures/ab12.png: no file of the table has it");
        assertThat(pictures().length(RunPictures.inTable("ab12"))).isNull();
    }

    @Test
    void theNextAttemptListsNothingUnlessABatchIsNotWhereItShouldBe() throws IOException {
        RunPictures pictures = new RunPictures(BusyFileSystem.run(folder));
        batch(3, "mug", "lamp");
        batch(3, "vase");
        BusyFileSystem.LISTED.clear();
        assertThat(pictures.ofPartition(3, List.of(uris("lamp", "mug"), uris("vase"))))
                .hasSize(3);
        assertThat(pictures.ofPartition(4, List.of(List.of("files/ab/ab12.png"))))
                .isEmpty();
        assertThat(BusyFileSystem.LISTED).isEmpty();
        assertThat(pictures.ofPartition(3, List.of(uris("lamp"), uris("mug", "vase"))))
                .hasSize(3);
        assertThat(BusyFileSystem.LISTED).containsExactly(folder + "/" + PictureTable.FOLDER);
        assertThat(pictures.ofPartition(4, List.of(uris("lamp")))).isEmpty();
    }

    private static List<String> uris(String... contents) {
        return Stream.of(contents)
                .map(content -> ContentId.ofBytes(content.repeat(ENOUGH).getBytes(StandardCharsets.UTF_8)))
                .map(RunPictures::inTable)
                .toList();
    }

    @Test
    void whateverMomentJoiningIsStoppedAtEveryPictureIsThere() throws IOException {
        batch(0, "mug", "lamp");
        batch(1, "vase", "mug");
        batch(2, "bowl");
        new JoinPictures(run()).ifMany(3, SPARK);
        assertThat(names()).hasSize(3);
        int stopped = 0;
        for (int changes = 0; joinedWithin(changes); changes++) {
            stopped++;
            everyPictureIsThere();
        }
        assertThat(stopped).isGreaterThan(2);
        everyPictureIsThere();
        assertThat(names()).hasSize(1).allMatch(name -> name.startsWith("joined-"));
    }

    /** Whether it was stopped. */
    private boolean joinedWithin(int changes) {
        StoppingFileSystem.LEFT.set(changes);
        try {
            new JoinPictures(run()).ifMany(1, SPARK);
            return false;
        } catch (Exception stopped) {
            return true;
        } finally {
            StoppingFileSystem.LEFT.set(Integer.MAX_VALUE);
        }
    }

    @Test
    void aDeletedPictureIsInNoFileAndTheOthersAre() throws IOException {
        batch(0, "mug", "lamp");
        batch(1, "vase", "mug");
        batch(2, "bowl");
        new JoinPictures(run()).ifMany(2, SPARK);
        batch(4, "mug", "cup");
        batch(5, "mug");
        String mug = uri("mug");
        byte[] bytes = drawn.remove(mug);
        StoppingFileSystem.LEFT.set(3);
        assertThatThrownBy(() -> new DeletePictures(run()).these(List.of(mug), SPARK))
                .hasMessageContaining("stopped");
        StoppingFileSystem.LEFT.set(Integer.MAX_VALUE);
        List<String> others = new ArrayList<>(drawn.keySet());
        others.forEach(uri -> assertThat(pictures().read(uri)).isEqualTo(drawn.get(uri)));
        new DeletePictures(run()).these(List.of(mug), SPARK);
        everyPictureIsThere();
        assertThat(pictures().length(mug)).isNull();
        for (String name : names()) {
            String content = Files.readString(folder.resolve("pictures").resolve(name), StandardCharsets.ISO_8859_1);
            assertThat(content).doesNotContain(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void ofADamagedFileNothingCounts() throws IOException {
        batch(0, "mug", "lamp");
        batch(1, "vase");
        everyPictureIsThere();
        Path file = folder.resolve("pictures").resolve(names().get(0));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThat(pictures().length(uri("mug"))).isNull();
        assertThat(scanned()).containsExactly(uri("vase"));
        new DeletePictures(run()).damaged(SPARK);
        assertThat(file).doesNotExist();
        assertThat(pictures().read(uri("vase"))).isEqualTo(drawn.get(uri("vase")));
        Files.write(file, whole);
        everyPictureIsThere();
    }

    /** Behind the pictures: column index, offset index, footer. What reads whole from end to end is found one by one too. */
    @Test
    void aDamagedIndexHidesNoPicture() throws IOException {
        batch(0, "mug", "lamp");
        String name = names().get(0);
        byte[] whole = Files.readAllBytes(folder.resolve("pictures").resolve(name));
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        int read = 0;
        for (int at = Math.max(text.lastIndexOf("mugmug"), text.lastIndexOf("lamplamp")) + 8;
                at < whole.length;
                at += 2) {
            Path damaged = Files.createDirectories(folder.resolve("at-" + at + "/pictures"));
            byte[] bytes = whole.clone();
            bytes[at] ^= at % 4 == 0 ? (byte) 0x80 : 1;
            Files.write(damaged.resolve(name), bytes);
            RunFolder run = StoppingFileSystem.run(damaged.getParent());
            PictureTable table = new PictureTable(run);
            for (PictureFile.Entry entry : table.index(name)) {
                byte[] png = drawn.get(RunPictures.inTable(entry.sha256()));
                if (png != null && isWhole(table, name)) {
                    assertThat(new RunPictures(run).read(RunPictures.inTable(entry.sha256())))
                            .as("byte " + at)
                            .isEqualTo(png);
                    read++;
                }
            }
        }
        assertThat(read).isPositive();
    }

    /** As {@code --verify} sees it. */
    private static boolean isWhole(PictureTable table, String name) {
        PictureRows rows = new PictureRows(table, name);
        while (rows.hasNext()) {
            PictureFile.Entry picture = rows.next();
            if (!ContentId.ofBytes(picture.png()).equals(picture.sha256())) {
                return false;
            }
        }
        return !rows.isDamaged();
    }

    /** Its length is the same: only its bytes tell. */
    @Test
    void anAlteredPictureGoesWhenDigestsAreComparedAndOnlyThat() throws IOException {
        batch(0, "mug", "lamp");
        batch(1, "vase");
        byte[] bowl = "bowl".repeat(ENOUGH).getBytes(StandardCharsets.UTF_8);
        String file = pictures().fresh(false, 0).add(ContentId.ofBytes(bowl), bowl);
        assertThat(new AlteredPictures(run()).delete(SPARK)).isZero();
        alter(folder.resolve(file), "bowlbowl");
        for (String name : names()) {
            alter(folder.resolve("pictures").resolve(name), "mugmug");
        }
        String mug = uri("mug");
        byte[] whole = drawn.remove(mug);
        assertThat(pictures().length(file)).isEqualTo(bowl.length);
        assertThat(pictures().length(mug)).isEqualTo(whole.length);
        assertThat(new AlteredPictures(run()).delete(SPARK)).isEqualTo(2);
        assertThat(pictures().length(file)).isNull();
        assertThat(pictures().length(mug)).isNull();
        everyPictureIsThere();
    }

    private static void alter(Path file, String where) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(where + where);
        if (at >= 0) {
            bytes[at + where.length()] ^= 1;
            Files.write(file, bytes);
        }
    }

    @Test
    void theNumberOfRequestsDecidesTheForm() {
        assertThat(PictureForm.AUTO.isTable(PictureForm.MOST_FILES)).isFalse();
        assertThat(PictureForm.AUTO.isTable(PictureForm.MOST_FILES + 1)).isTrue();
        assertThat(PictureForm.FILES.isTable(PictureForm.MOST_FILES + 1)).isFalse();
        assertThat(PictureForm.TABLE.isTable(0)).isTrue();
    }

    private String uri(String content) {
        return drawn.entrySet().stream()
                .filter(picture -> new String(picture.getValue(), StandardCharsets.UTF_8).startsWith(content))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
