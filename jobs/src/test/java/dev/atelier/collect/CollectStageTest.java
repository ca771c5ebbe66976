package dev.atelier.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Samples;
import dev.atelier.SparkSessions;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import dev.atelier.stage.ConfError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectStageTest {
    private static final SparkSession SPARK = SparkSessions.shared();

    @TempDir
    Path folder;

    private static List<Outcome<RawItem>> collect(Source... sources) {
        return outcomes(new CollectConf(List.of(sources)), null);
    }

    private static List<Outcome<RawItem>> outcomes(CollectConf conf, Map<String, String> digests) {
        var stage = new CollectStage(
                conf, digests == null ? SourceDigests.of(conf, new Configuration()) : new TreeMap<>(digests));
        return Samples.outcomes(stage, Samples.tables(), RawItem.class);
    }

    private Source source(String path, String format, Map<String, String> columns, Map<String, String> attributes) {
        return Reading.source(folder.resolve(path), format, columns, attributes);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void nothingVanishesFromABrokenFile() throws IOException {
        write("a.csv", "name,price\nmug,3\nbowl,4,5\n\"vase\n,2\n,\n");
        write("b.jsonl", "{\"name\":\"cap\"}\n{broken\n\n[1]\n{\"name\":null}\n{\"name\":\"x\"} trailing\n");
        List<Outcome<RawItem>> outcomes =
                collect(source("a.csv", "csv", null, null), source("b.jsonl", "jsonl", null, null));
        assertThat(outcomes)
                .extracting(o -> o.rowId() + " " + o.status() + " " + o.reasons())
                .containsExactly(
                        "a.csv#2 KEPT []",
                        "a.csv#3 FAILED [broken_csv]",
                        "a.csv#4 FAILED [broken_csv]",
                        "a.csv#5 KEPT []",
                        "a.csv#6 KEPT []",
                        "b.jsonl#1 KEPT []",
                        "b.jsonl#2 FAILED [broken_json]",
                        "b.jsonl#4 FAILED [broken_json]",
                        "b.jsonl#5 KEPT []",
                        "b.jsonl#6 FAILED [broken_json]");
        assertThat(outcomes.get(1).payload()).isEqualTo("bowl,4,5");
        assertThat(outcomes.get(1).message()).contains("3 fields where the header has 2");
        assertThat(outcomes.get(6).payload()).isEqualTo("{broken");
    }

    @Test
    void parquetRowsAreNumberedByTheFileWhateverTheSplits() throws IOException {
        SPARK.range(1, 301, 1, 1)
                .selectExpr("concat('mug ', id) as title", "named_struct('tint', 'red') as look", "id / 4 as cost")
                .write()
                .parquet(folder.resolve("table").toString());
        List<Outcome<RawItem>> outcomes = collect(source(
                "table/*.parquet", "parquet", Map.of("name", "title", "price", "cost"), Map.of("colour", "look.tint")));
        assertThat(outcomes).hasSize(300);
        assertThat(outcomes).allSatisfy(o -> {
            assertThat(o.value().name()).isEqualTo("mug " + o.value().sourceRow());
            assertThat(o.value().attributes()).containsExactly(new Attribute("colour", "red"));
        });
        assertThat(outcomes.get(0).value().price()).isEqualTo("0.25");
    }

    @Test
    void aFileThatIsNoParquetFailsAloneAndNotTheRun() throws IOException {
        write("bad.parquet", "this is a text");
        write("good.csv", "name\nmug\n");
        assertThat(collect(source("bad.parquet", "parquet", null, null), source("good.csv", "csv", null, null)))
                .extracting(o -> o.rowId() + " " + o.reasons())
                .containsExactly("bad.parquet#1 [unreadable_file]", "good.csv#2 []");
    }

    @Test
    void directoriesGlobsAndPackedFilesAreRead() throws IOException {
        write("in/x/a.csv", "name\nmug\n");
        write("in/y/a.csv", "name\nbowl\n");
        write("in/_hidden", "name\nno\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("in/c.csv.gz")))) {
            out.write("name\nvase\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(collect(source("in", "csv", null, null)))
                .extracting(Outcome::rowId)
                .containsExactly("c.csv.gz#2", "x/a.csv#2", "y/a.csv#2");
    }

    @Test
    void aFileThatBreaksOffGivesItsRowsAndOneFailure() throws IOException {
        byte[] packed;
        try (var bytes = new java.io.ByteArrayOutputStream();
                OutputStream out = new GZIPOutputStream(bytes)) {
            out.write("name\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 4_000; i++) {
                out.write(("mug " + dev.atelier.domain.ContentId.of("" + i) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            ((GZIPOutputStream) out).finish();
            packed = bytes.toByteArray();
        }
        Files.write(folder.resolve("cut.csv.gz"), java.util.Arrays.copyOf(packed, packed.length / 2));
        List<Outcome<RawItem>> outcomes = collect(source("cut.csv.gz", "csv", null, null));
        assertThat(outcomes).hasSizeGreaterThan(500);
        assertThat(outcomes.stream().filter(o -> o.status() == Outcome.Status.FAILED))
                .singleElement()
                .satisfies(o -> assertThat(o.reasons()).containsExactly("unreadable_file"));
    }

    @Test
    void packedFilesThatAreNoneStopNoOther() throws IOException {
        Files.createDirectories(folder.resolve("in/folder.csv"));
        Files.writeString(folder.resolve("in/good.csv"), "name\nmug\n");
        Files.writeString(folder.resolve("in/plain.csv.gz"), "name\nmug\n");
        Files.write(folder.resolve("in/cut.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 5});
        Files.write(folder.resolve("in/empty.csv.gz"), new byte[0]);
        assertThat(collect(source("in/*", "csv", null, null)))
                .extracting(o -> o.rowId() + " " + o.reasons())
                .containsExactly(
                        "cut.csv.gz#2 [unreadable_file]",
                        "empty.csv.gz#2 [unreadable_file]",
                        "good.csv#2 []",
                        "plain.csv.gz#2 [unreadable_file]");
    }

    @Test
    void aFileWithoutARowIsOneFailure() throws IOException {
        write("header.csv", "name,price\n");
        write("nothing.csv", "");
        write("blank.jsonl", "\n\n");
        SPARK.range(0)
                .selectExpr("'x' as name")
                .coalesce(1)
                .write()
                .parquet(folder.resolve("none").toString());
        assertThat(collect(
                        source("*.csv", "csv", null, null),
                        source("blank.jsonl", "jsonl", null, null),
                        source("none", "parquet", null, null)))
                .hasSize(4)
                .allSatisfy(o -> assertThat(o.reasons()).containsExactly("empty_file"))
                .allSatisfy(o -> assertThat(o.message()).contains("it has no row"));
    }

    @Test
    void aFileThatChangedSinceTheRunWasPlannedIsSaid() throws IOException {
        write("a.csv", "name\nmug\nbowl\n");
        SPARK.range(9)
                .selectExpr("'x' as name")
                .coalesce(1)
                .write()
                .parquet(folder.resolve("t").toString());
        CollectConf conf = new CollectConf(
                List.of(source("a.csv", "csv", null, null), source("t/*.parquet", "parquet", null, null)));
        var digests = SourceDigests.of(conf, SPARK.sparkContext().hadoopConfiguration());
        assertThat(outcomes(conf, digests)).hasSize(11).allMatch(o -> o.status() == Outcome.Status.KEPT);
        write("a.csv", "name\nmug\n");
        digests.replaceAll((name, digest) -> name.endsWith(".parquet") ? "0".repeat(64) : digest);
        assertThat(outcomes(conf, digests).stream().filter(o -> o.status() == Outcome.Status.FAILED))
                .hasSize(2)
                .allSatisfy(o -> assertThat(o.reasons()).containsExactly("changed_file"));
        write("b.csv", "name\nmug\n");
        digests.put("b.csv", "0".repeat(64));
        assertThatThrownBy(() -> outcomes(conf, digests))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("came or went")
                .hasMessageContaining("b.csv");
    }

    @Test
    void anUnknownColumnStopsTheRunAndNamesTheNearest() throws IOException {
        write("a.csv", "title,price\nmug,3\n");
        write("b.jsonl", "{\"specs\":{\"colour\":\"red\"},\"name\":\"mug\"}\n");
        assertThatThrownBy(() -> collect(source("a.csv", "csv", Map.of("name", "titel"), null)))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("Unknown column titel of a.csv")
                .hasMessageContaining("did you mean title?");
        assertThatThrownBy(() -> collect(source("b.jsonl", "jsonl", null, Map.of("colour", "/specs/color"))))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("did you mean /specs/colour?");
        assertThatThrownBy(() -> collect(source("a.csv", "csv", null, null)))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("Unknown column name");
    }

    @Test
    void aPathWithoutFilesAndAFileNamedTwiceStopTheRun() throws IOException {
        write("a.csv", "name\nmug\n");
        assertThatThrownBy(() -> collect(source("nothing*.csv", "csv", null, null)))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("No file at")
                .hasMessageContaining("nothing*.csv");
        assertThatThrownBy(() -> collect(source("a.csv", "csv", null, null), source("*.csv", "csv", null, null)))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("Two sources name the file");
    }

    @Test
    void aSourceIsCheckedBeforeAnythingIsRead() {
        assertThatThrownBy(() -> source("x", "csv", Map.of("nmae", "a"), null))
                .hasMessageContaining("Invalid field under columns: nmae (did you mean name?");
        assertThatThrownBy(() -> source("x", "csv", Map.of("sku", "a"), null))
                .hasMessageContaining("name must be mapped");
        Mapping rows = new Mapping(null, null, null, "CC0-1.0");
        for (String format : List.of("csv", "jsonl", "html")) {
            assertThatThrownBy(() -> Reading.source("x", format, "utf-9", rows))
                    .hasMessageContaining("Invalid encoding: utf-9");
        }
        assertThatThrownBy(() -> new CsvSource("x", null, "\"", rows)).hasMessageContaining("must be one character");
        assertThatThrownBy(() -> new Mapping(null, null, null, " ")).hasMessageContaining("Invalid licence");
    }
}
