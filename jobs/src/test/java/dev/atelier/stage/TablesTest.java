package dev.atelier.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Samples;
import dev.atelier.SparkSessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void aTableReplacesTheOldOneAndLeavesNothingPending() {
        Tables tables = new Tables(SparkSessions.shared(), folder.toString());
        tables.replace(THINGS, things(new Thing(1, "a"), new Thing(2, "a")));
        tables.replace(THINGS, things(new Thing(7, "b")));
        assertThat(tables.read(THINGS).collectAsList().toString()).isEqualTo("[[7,b]]");
        assertThat(folder.resolve(".pending/things")).doesNotExist();
    }

    @Test
    void aColumnThatDividesATableLivesInFolderNamesOnly() {
        Tables tables = new Tables(SparkSessions.shared(), folder.toString());
        tables.replace(KINDS.part("text"), things(new Thing(1, "text")));
        tables.replace(KINDS.part("image"), things(new Thing(2, "image")));
        assertThat(tables.read(KINDS).orderBy("number").collectAsList().toString())
                .isEqualTo("[[1,text], [2,image]]");
        assertThat(tables.read(KINDS.part("image")).collectAsList().toString()).isEqualTo("[[2,image]]");
        assertThat(SparkSessions.shared()
                        .read()
                        .parquet(folder.resolve("kinds/kind=image").toString())
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
        Tables tables = new Tables(SparkSessions.shared(), folder.toString());
        assertThat(tables.readText("run.json")).isNull();
        tables.writeText("run.json", "{\"ü\": 1}");
        tables.writeText("run.json", "{\"ü\": 2}");
        assertThat(tables.readText("run.json")).isEqualTo("{\"ü\": 2}");
        assertThat(Files.readString(folder.resolve("run.json"))).isEqualTo("{\"ü\": 2}");
    }

    private static Dataset<Row> things(Thing... things) {
        return Samples.table(Thing.class, List.of(things), 1);
    }
}
