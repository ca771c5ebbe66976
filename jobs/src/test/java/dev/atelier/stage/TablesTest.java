package dev.atelier.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.SparkSessions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
    @TempDir
    Path folder;

    @Test
    void aTableReplacesTheOldOneAndLeavesNothingPending() {
        Tables tables = new Tables(SparkSessions.shared(), folder.toString());
        tables.replace("items", rows("1, 2, 3"));
        tables.replace("items", rows("7"));
        assertThat(tables.read("items").collectAsList())
                .extracting(r -> r.getInt(0))
                .containsExactly(7);
        assertThat(folder.resolve(".pending/items")).doesNotExist();
    }

    @Test
    void aPartitionsColumnLivesInItsNameOnly() {
        Tables tables = new Tables(SparkSessions.shared(), folder.toString());
        tables.replace("requests/modality=text", rows("1").selectExpr("col1", "'text' as modality"));
        tables.replace("requests/modality=image", rows("2").selectExpr("col1", "'image' as modality"));
        assertThat(tables.read("requests").orderBy("col1").collectAsList().toString())
                .isEqualTo("[[1,text], [2,image]]");
        assertThat(tables.read("requests/modality=image").collectAsList().toString())
                .isEqualTo("[[2,image]]");
    }

    @Test
    void anEmptyTableKeepsItsColumns() {
        Tables tables = new Tables(SparkSessions.shared(), folder.toString());
        tables.replace("quarantine/stage=clean", rows("1").filter("false"));
        assertThat(tables.read("quarantine").columns()).containsExactly("col1", "stage");
        assertThat(tables.read("quarantine").count()).isZero();
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

    private static Dataset<Row> rows(String values) {
        return SparkSessions.shared().sql("SELECT * FROM VALUES " + values.replaceAll("(\\d+)", "($1)"));
    }
}
