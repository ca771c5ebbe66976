package dev.atelier.collect;

import static dev.atelier.collect.Reading.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.stage.ConfError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFilesTest {
    @TempDir
    Path folder;

    private final List<org.apache.hadoop.fs.Path> hidden = new ArrayList<>();

    private List<String> find(Path path) {
        CollectConf conf = new CollectConf(List.of(source(path, "csv", null, null)));
        return SourceFiles.find(conf, Reading.HADOOP, hidden::add).stream()
                .map(SourceFile::name)
                .toList();
    }

    private void refused(Path path, String... words) {
        assertThatThrownBy(() -> find(path))
                .isInstanceOf(ConfError.class)
                .message()
                .contains(words)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a [b].csv", "{a,b}.csv", "100%.csv", "%41.csv", "what?.csv", "*.csv", "a\\b.csv", "a\\[b.csv",
                        "a,b.csv",
                "a#b.csv", "a+b&c=d.csv", "Größe.csv", "Gro\u0308ße.csv", "价格.csv", "🛍.csv", " blank .csv", "[.csv",
                        "'q\".csv"
            })
    void aNameIsANameWhateverIsInIt(String name) throws IOException {
        Path file = Reading.write(folder.resolve("in [x] {y} 5%"), name, "name\nmug\n");
        Reading.write(folder.resolve("in [x] {y} 5%"), "a.csv", "name\nother\n");
        assertThat(find(file)).containsExactly(name);
        assertThat(find(file.getParent())).containsExactlyInAnyOrder(name, "a.csv");
        Source conf = source(file, "csv", null, null);
        Reading.check(conf);
        assertThat(SourceDigests.of(new CollectConf(List.of(conf)), Reading.HADOOP))
                .containsOnlyKeys(name);
    }

    @Test
    void whatIsNoPathIsAPattern() throws IOException {
        Reading.write(folder, "a1.csv", "name\n");
        Reading.write(folder, "a2.csv", "name\n");
        assertThat(find(folder.resolve("a[12].csv"))).containsExactly("a1.csv", "a2.csv");
        Reading.write(folder, "a[12].csv", "name\n");
        assertThat(find(folder.resolve("a[12].csv"))).containsExactly("a[12].csv");
        refused(folder.resolve("b*.csv"), "No file at", "b*.csv");
        refused(folder.resolve("b[.csv"), "Cannot list source", "b[.csv");
        Reading.write(folder, "x/c.csv", "name\n");
        assertThat(find(folder.resolve("{x/c,a}*.csv"))).containsExactly("a1.csv", "a2.csv", "a[12].csv", "c.csv");
    }

    @Test
    void whatHadoopWouldLeaveOutIsRefused() throws IOException {
        Path colon = Reading.write(folder, "list_2024-01-01T10:00:00.csv", "name\n");
        refused(colon, "list_2024-01-01T10:00:00.csv", "colon", "rename it");
        refused(folder, "list_2024-01-01T10:00:00.csv", "colon");
        refused(folder.resolve("*.csv"), "list_2024-01-01T10:00:00.csv", "colon");
        Files.delete(colon);
        Reading.write(folder, "a.csv", "name\n");
        Path link = Files.createSymbolicLink(folder.resolve("b.csv"), folder.resolve("gone.csv"));
        refused(folder, "b.csv", "a link to", "gone.csv");
        refused(folder.resolve("*.csv"), "b.csv", "a link to");
        Files.delete(link);
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder);
        refused(folder, "loop", "lies in");
        Files.delete(loop);
        assertThat(find(folder)).containsExactly("a.csv");
    }

    @Test
    void aPipeIsNoFile() throws Exception {
        Path pipe = folder.resolve("pipe.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        refused(pipe, "pipe.csv", "a pipe or a device");
        refused(folder, "pipe.csv", "a pipe or a device");
    }

    @Test
    void aNameThatIsNotOfThisLocaleIsRefused() throws Exception {
        Reading.write(folder, "a.csv", "name\n");
        String latin1 = "touch \"$(printf 'gr\\366sse.csv')\"";
        assertThat(new ProcessBuilder("bash", "-c", latin1)
                        .directory(folder.toFile())
                        .start()
                        .waitFor())
                .isZero();
        refused(folder, "sse.csv", "its name cannot be read", "LC_ALL=C.UTF-8");
        refused(folder.resolve("*.csv"), "sse.csv", "its name cannot be read");
        refused(folder.resolveSibling("*").resolve("gr*.csv"), "sse.csv", "its name cannot be read");
        assertThat(find(folder.resolve("a*.csv"))).containsExactly("a.csv");
    }

    @Test
    void hiddenFilesAreTold() throws IOException {
        Reading.write(folder, "a.csv", "name\n");
        Reading.write(folder, "_SUCCESS", "");
        Reading.write(folder, ".b.csv", "name\n");
        assertThat(find(folder)).containsExactly("a.csv");
        assertThat(hidden)
                .extracting(org.apache.hadoop.fs.Path::getName)
                .containsExactlyInAnyOrder("_SUCCESS", ".b.csv");
        assertThat(find(folder.resolve(".b.csv"))).containsExactly(".b.csv");
        hidden.clear();
        Files.createSymbolicLink(folder.resolve(".#a.csv"), folder.resolve("gone")); // as an editor leaves it
        Files.delete(folder.resolve("_SUCCESS"));
        assertThat(find(folder.resolve("*.csv"))).containsExactly("a.csv");
        assertThat(hidden).extracting(org.apache.hadoop.fs.Path::getName).containsExactly(".b.csv");
        assertThat(find(folder.resolve(".b*"))).containsExactly(".b.csv");
    }

    @Test
    void whatIsWrittenOfASourceIsWhatDecidesItsRows() {
        Mapping rows = new Mapping(Map.of("name", "n"), null, "de-DE", "CC0-1.0");
        String id = new CsvSource("/a/b.csv", null, ";", rows).written().id();
        assertThat(new CsvSource("/elsewhere.csv", "UTF-8", ";", rows).written().id())
                .isEqualTo(id);
        Mapping other = new Mapping(Map.of("name", "n"), null, null, "CC0-1.0");
        assertThat(List.of(
                        id,
                        new CsvSource("/a/b.csv", null, null, rows).written().id(),
                        new CsvSource("/a/b.csv", "utf-16", ";", rows).written().id(),
                        new CsvSource("/a/b.csv", null, ";", other).written().id(),
                        new JsonLinesSource("/a/b.csv", null, rows).written().id(),
                        new HtmlSource("/a/b.csv", "UTF-8", rows).written().id(),
                        new ParquetSource("/a/b.csv", rows).written().id()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aPathThatNoFileSystemServesIsOneLine() {
        for (String path : List.of("nowhere:/a.csv", "a:b", "hdfs://")) {
            CollectConf conf =
                    new CollectConf(List.of(source(path, "csv", null, new Mapping(null, null, null, "CC0-1.0"))));
            assertThatThrownBy(() -> SourceFiles.find(conf, Reading.HADOOP, hidden::add))
                    .isInstanceOf(ConfError.class)
                    .hasMessageContaining(path);
        }
    }
}
