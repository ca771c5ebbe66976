package dev.atelier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Samples;
import dev.atelier.SparkSessions;
import dev.atelier.domain.Item;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Place;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTableTest {
    private static final SparkSession SPARK = SparkSessions.shared();

    @TempDir
    Path folder;

    private void run(String name, int items) {
        Place place = Place.of("--out", folder.toString(), new Configuration());
        Tables tables = new Tables(SPARK, place);
        List<Item> rows = java.util.stream.IntStream.range(0, items)
                .mapToObj(i -> Samples.item(name + i, name, "red"))
                .toList();
        Samples.write(tables, Nouns.ITEMS, rows, 3);
        new Runs(place)
                .publish(new Snapshot(tables.number(), "run-" + name, "2026-01-31T10:00:00Z", tables.versions()));
    }

    private List<String> names(String table) {
        SPARK.sql("CREATE OR REPLACE TEMPORARY VIEW found USING atelier OPTIONS (path '" + folder + "/" + table + "')");
        return SPARK.sql("SELECT DISTINCT name FROM found")
                .as(Encoders.STRING())
                .collectAsList();
    }

    @Test
    void aQuerySeesTheCurrentRunAndAnOlderOneByItsNumber() {
        run("mug", 2);
        Dataset<Row> before = SPARK.read().format("atelier").load(folder + "/items");
        run("lamp", 3);
        assertThat(names("items")).containsExactly("lamp");
        assertThat(names("items@1")).containsExactly("mug");
        assertThat(before.count()).isEqualTo(2);
        assertThat(before.select("sku", "attributes").where("sku = 'SKU-mug1'").count())
                .isEqualTo(1);
        assertThat(before.columns()).containsExactly(Nouns.ITEMS.schema().fieldNames());
    }

    @Test
    void aDamagedTableIsSaidAndNotRead() throws IOException {
        run("mug", 3);
        Path version = folder.resolve("items/version=1");
        try (Stream<Path> files = Files.list(version)) {
            Files.delete(files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow());
        }
        assertThatThrownBy(() -> names("items")).hasStackTraceContaining("Table items of run 1 is damaged");
    }

    @Test
    void whatIsNotThereIsSaidInOneLine() {
        assertThatThrownBy(() -> names("items")).hasStackTraceContaining("No finished run");
        run("mug", 1);
        assertThatThrownBy(() -> names("items@7")).hasStackTraceContaining("No finished run 7 in");
        assertThatThrownBy(() -> names("reviews"))
                .hasStackTraceContaining("No Atelier table reviews (the tables are raw_items,");
    }

    /** While one run after the other is published, each reader sees one of them, whole: n rows that are all called n. */
    @Test
    void aReaderSeesOneRunOrTheOther() throws InterruptedException, ExecutionException {
        run("v1", 1);
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            Future<?> writer = readers.submit(() -> {
                for (int n = 2; n <= 8; n++) {
                    run("v" + n, n);
                }
            });
            int reads = 0;
            do {
                List<Row> seen = SPARK.read()
                        .format("atelier")
                        .load(folder + "/items")
                        .groupBy("name")
                        .count()
                        .collectAsList();
                assertThat(seen).hasSize(1);
                assertThat(seen.get(0).getString(0)).isEqualTo("v" + seen.get(0).getLong(1));
                reads++;
            } while (!writer.isDone());
            writer.get();
            assertThat(reads).isPositive();
            assertThat(names("items")).containsExactly("v8");
        } finally {
            readers.shutdownNow();
        }
    }
}
