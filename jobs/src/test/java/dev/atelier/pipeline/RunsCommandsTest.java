package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.SparkSessions;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Place;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Tables;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandsTest {
    private static final SparkSession SPARK = SparkSessions.shared();

    @TempDir
    Path folder;

    /** Not as the run told when it ended: rows may have been forgotten since. */
    @Test
    void theRowsAreThoseThatStandThere() throws Exception {
        Place place = Place.of("--out", folder.toString(), new Configuration());
        Tables tables = new Tables(SPARK, place);
        String review = "review_id";
        tables.replace(
                Nouns.REVIEW_ITEMS.part("run-x"),
                SPARK.range(5).selectExpr("cast(id as string) " + review, "'run-x' run_id"));
        tables.notes().write("runs/1/run.json", "{\"funnel\": [{\"out\": 9}]}");
        new Runs(place).publish(new Snapshot(1, "run-x", "2026-01-31T10:00:00.5Z", tables.versions()));
        assertThat(listed()).contains("     1  2026-01-31T10:00:00Z").endsWith("           5  current");
        Path version = folder.resolve("review_items/run_id=run-x/version=1");
        try (var files = Files.list(version)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
                Files.write(file, new byte[3]);
            }
        }
        assertThat(listed()).endsWith("           ?  current");
    }

    private String listed() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        RunsCommands.of(folder.toString()).list(new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
