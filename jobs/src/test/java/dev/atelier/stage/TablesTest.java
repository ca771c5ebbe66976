package dev.atelier.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Samples;
import dev.atelier.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
    @TempDir
    Path folder;

    /** A row of the tables here. */
    public record Thing(int number, String kind) {}

    private static final Table<Thing> THINGS = new Table<>("things", Thing.class, "number", null);
    private static final Table<Thing> KINDS = new Table<>("kinds", Thing.class, "number", "kind");
    private static final Table<Quarantined> LOST = new Table<>("lost", Quarantined.class, "row_id", "stage");

    @Test
    void aRunWritesVersionsOfItsOwnAndTakesOthersOver() {
        Tables first = new Tables(SparkSessions.shared(), folder.toString());
        first.replace(THINGS, things(new Thing(1, "a"), new Thing(2, "a")));
        first.replace(KINDS.part("text"), things(new Thing(3, "text")));
        publish(first);
        Tables second = new Tables(SparkSessions.shared(), folder.toString());
        assertThat(second.number()).isEqualTo(2);
        assertThatThrownBy(() -> second.read(THINGS)).hasMessageContaining("Run 2 has no table things");
        second.replace(THINGS, things(new Thing(7, "b")));
        second.take(new TreeMap<>(Map.of("kinds/kind=text", first.versions().get("kinds/kind=text"))));
        assertThat(second.read(THINGS).collectAsList().toString()).isEqualTo("[[7,b]]");
        assertThat(second.read(KINDS).collectAsList().toString()).isEqualTo("[[3,text]]");
        assertThat(first.read(THINGS).count()).isEqualTo(2);
        publish(second);
        assertThat(runs().all()).extracting(Snapshot::number).containsExactly(2L, 1L);
        assertThat(runs().current().orElseThrow().tables()).isEqualTo(second.versions());
    }

    @Test
    void aRunThatDidNotEndIsNone() {
        assertThat(runs().current()).isEmpty();
        Tables killed = new Tables(SparkSessions.shared(), folder.toString());
        killed.replace(THINGS, things(new Thing(1, "a")));
        killed.notes().write(Runs.path(1, "run.json"), "{}");
        assertThat(runs().current()).isEmpty();
        assertThat(new Tables(SparkSessions.shared(), folder.toString()).number())
                .isEqualTo(1);
    }

    @Test
    void aRunWhoseTablesCannotBeToldKeepsItsNumber() {
        Tables tables = new Tables(SparkSessions.shared(), folder.toString());
        tables.notes().write(Runs.path(3, "tables.json"), "{\"number\": 3, \"ta");
        assertThatThrownBy(() -> runs().current())
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("runs/3/tables.json")
                .hasMessageContaining("run again");
        assertThat(runs().isCurrent(tables.versions())).isFalse();
        assertThat(new Tables(SparkSessions.shared(), folder.toString()).number())
                .isEqualTo(4);
    }

    @Test
    void aVersionIsWholeWhenEveryFileHasItsLengthAndThereIsNoOther() throws IOException {
        Tables tables = new Tables(SparkSessions.shared(), folder.toString());
        Version version = tables.replace(THINGS, things(new Thing(1, "a"), new Thing(2, "a")));
        assertThat(version.folder()).isEqualTo("things/version=1");
        assertThat(tables.isWhole(version)).isTrue();
        Path file = folder.resolve(version.folder()).resolve(version.files().firstKey());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThat(tables.isWhole(version)).isFalse();
        Files.write(file, whole);
        assertThat(tables.isWhole(version)).isTrue();
        Files.copy(file, file.resolveSibling("part-9.parquet"));
        assertThat(tables.isWhole(version)).isFalse();
        Files.delete(file.resolveSibling("part-9.parquet"));
        Files.delete(file);
        assertThat(tables.isWhole(version)).isFalse();
        assertThat(tables.isWhole(Version.of("things/version=9", new TreeMap<>(Map.of("a", 1L)))))
                .isFalse();
    }

    private Runs runs() {
        return new Runs(Place.of("out", folder.toString(), new Configuration()));
    }

    private void publish(Tables tables) {
        runs().publish(new Snapshot(tables.number(), "run-x", "2026-01-31T10:00:00Z", tables.versions()));
    }

    @Test
    void aColumnThatDividesATableLivesInFolderNamesOnly() {
        Tables tables = new Tables(SparkSessions.shared(), folder.toString());
        tables.replace(KINDS.part("text"), things(new Thing(1, "text")));
        Version images = tables.replace(KINDS.part("image"), things(new Thing(2, "image")));
        assertThat(tables.read(KINDS).orderBy("number").collectAsList().toString())
                .isEqualTo("[[1,text], [2,image]]");
        assertThat(tables.read(KINDS.part("image")).collectAsList().toString()).isEqualTo("[[2,image]]");
        assertThat(images.folder()).isEqualTo("kinds/kind=image/version=1");
        assertThat(SparkSessions.shared()
                        .read()
                        .parquet(folder.resolve(images.folder()).toString())
                        .columns())
                .containsExactly("number");
    }

    @Test
    void aColumnThatTheRecordLacksIsReadFromFolderNames() {
        Tables tables = new Tables(SparkSessions.shared(), folder.toString());
        tables.replace(LOST.part("clean"), Samples.table(Quarantined.class, List.of(), 1));
        assertThat(tables.read(LOST).columns()).containsExactly("row_id", "reason", "message", "payload", "stage");
        assertThat(tables.read(LOST).count()).isZero();
    }

    @Test
    void aTextFileIsWholeOrAbsent() throws Exception {
        Notes notes = new Tables(SparkSessions.shared(), folder.toString()).notes();
        assertThat(notes.read("run.json")).isNull();
        notes.write("run.json", "{\"ü\": 1}");
        notes.write("run.json", "{\"ü\": 2}");
        assertThat(notes.read("run.json")).isEqualTo("{\"ü\": 2}");
        assertThat(Files.readString(folder.resolve("run.json"))).isEqualTo("{\"ü\": 2}");
        assertThat(folder.resolve(".run.json.crc")).doesNotExist();
    }

    private static Dataset<Row> things(Thing... things) {
        return Samples.table(Thing.class, List.of(things), 1);
    }
}
