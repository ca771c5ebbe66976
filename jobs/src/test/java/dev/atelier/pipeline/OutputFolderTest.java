package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFolderTest {
    @TempDir
    Path folder;

    private RunConf conf;

    @BeforeEach
    void inputs() throws IOException {
        Files.createDirectories(folder.resolve("in/deep"));
        Files.writeString(folder.resolve("in/deep/a.csv"), "name\nmug\n");
        Files.createDirectories(folder.resolve("models/writer"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("in"));
        conf = conf("in");
    }

    private RunConf conf(String source) {
        return ConfReader.read(
                ConfigFactory.parseString(
                        """
                        name = test
                        collect.sources = [{ path = %s, format = csv, licence = CC0-1.0 }]
                        models.writer.path = %s
                        plan.templates = [{ field = title, model = writer, prompt = "{{name}}", text { maxNewTokens = 3 } }]
                        """
                                .formatted(
                                        ConfigUtil.quoteString(
                                                folder.resolve(source).toString()),
                                        ConfigUtil.quoteString(
                                                folder.resolve("models/writer").toString()))),
                RunConf.class);
    }

    private Place claim(String out) {
        return OutputFolder.claim(folder.resolve(out).toString(), conf, new Configuration());
    }

    private void refused(String out, String... words) throws IOException {
        String before = listing();
        assertThatThrownBy(() -> claim(out))
                .isInstanceOf(ConfError.class)
                .message()
                .contains(words)
                .contains("--out")
                .doesNotContain("\n");
        assertThat(listing()).isEqualTo(before);
    }

    private String listing() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().map(Path::toString).toList().toString();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "new/deeper", "run [v2] {x} 100% ü"})
    void aNewFolderIsMarkedAndFoundAgain(String out) throws IOException {
        claim(out);
        assertThat(folder.resolve(out).resolve(".atelier")).content().contains("belongs to Atelier");
        Files.createDirectories(folder.resolve(out).resolve("items"));
        Files.writeString(folder.resolve(out).resolve("notes.txt"), "by the way");
        claim(out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"items/mine.txt", "notes.txt", ".hidden", "scores/a.csv", "files/photo.png", ".x.crc", "run.json"
            })
    void whatIsNotOursIsRefusedBeforeAnythingIsWritten(String file) throws IOException {
        Files.createDirectories(folder.resolve("out").resolve(file).getParent());
        Files.writeString(folder.resolve("out").resolve(file), "{\"mine\": 1}");
        refused("out", "it holds " + Path.of(file).getName(0), "new or empty folder", ".atelier");
    }

    @Test
    void aFolderThatAnOlderAtelierMadeIsAdopted() throws IOException {
        Files.createDirectories(folder.resolve("old/review_items"));
        Files.createDirectories(folder.resolve("old/.store"));
        Files.writeString(folder.resolve("old/.run.json.crc"), "");
        Files.writeString(
                folder.resolve("old/run.json"), "{\"runId\": \"run-1\", \"determinism\": {}, \"funnel\": []}");
        Files.writeString(folder.resolve("old/mine.txt"), "");
        refused("old", "it holds mine.txt");
        Files.delete(folder.resolve("old/mine.txt"));
        claim("old");
        assertThat(folder.resolve("old/.atelier")).exists();
    }

    @Test
    void tablesOfAnOlderFormatGoAndWhatModelsMadeStays() throws IOException {
        for (String file : List.of("old/items/part-0.parquet", "old/.outcomes/clean.json", "old/.store/text/a.jsonl")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), "x");
        }
        Files.writeString(folder.resolve("old/.atelier"), "This folder belongs to Atelier (format 1): ...");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        for (int i = 0; i < 2; i++) {
            OutputFolder.renew(claim("old"), new PrintStream(said, true, StandardCharsets.UTF_8));
            assertThat(said.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        }
        assertThat(folder.resolve("old/items")).doesNotExist();
        assertThat(folder.resolve("old/.outcomes")).doesNotExist();
        assertThat(folder.resolve("old/.store/text/a.jsonl")).exists();
        assertThat(folder.resolve("old/.atelier")).content().contains("format 2");
    }

    @ParameterizedTest
    @CsvSource({
        "in, is",
        "in/deep, lies in",
        "in/deep/out, lies in",
        "'', contains",
        "in/../in/new, lies in",
        "link, is",
        "link/out, lies in",
        "models, contains",
        "models/writer, is",
        "models/writer/out, lies in",
    })
    void aFolderAtAnInputIsRefused(String out, String relation) throws IOException {
        refused(out, "it " + relation, "an input of this run");
    }

    @Test
    void aFolderThatASourcesPatternMatchesIsRefused() throws IOException {
        conf = conf("in/*");
        refused("in/out", "matches it");
        refused("in/out/deeper", "matches it");
        conf = conf("in/d*/a.csv");
        claim("in/out");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        refused("file", "a file");
        refused("file/out", "file/out");
    }
}
