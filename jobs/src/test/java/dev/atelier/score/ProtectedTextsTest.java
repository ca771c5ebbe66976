package dev.atelier.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.SparkSessions;
import dev.atelier.stage.ConfError;
import dev.atelier.text.CopiedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtectedTextsTest {
    private static final String POEM =
            "The mountain lets nobody pass who has not learned to wait for the late light of spring";
    private static final String COPY = "A lamp that lets nobody pass who has not learned to wait.";

    @TempDir
    Path folder;

    /** Artifact to the passages that may be like it. */
    private Map<String, List<CopiedText.Passage>> near(Map<String, String> texts) {
        InputFiles files = new InputFiles("score.copyright.texts", folder.toString());
        Dataset<Row> rows = SparkSessions.shared()
                .createDataFrame(
                        texts.entrySet().stream()
                                .map(e -> RowFactory.create(e.getKey(), e.getValue()))
                                .toList(),
                        StructType.fromDDL("artifact_id STRING, text STRING"));
        Map<String, List<CopiedText.Passage>> near = new TreeMap<>();
        for (Row row : ProtectedTexts.read(files, SparkSessions.shared())
                .near(rows, "passages")
                .collectAsList()) {
            near.put(
                    row.getString(0),
                    row.<Row>getList(1).stream()
                            .map(p -> new CopiedText.Passage(p.getString(0), p.getString(1)))
                            .toList());
        }
        return near;
    }

    @Test
    void textsOfAllThreeKindsAreFoundByWhatTheyShare() throws IOException {
        Files.writeString(
                folder.resolve("some.jsonl"),
                """
                {"id":"poem","text":"%s"}
                {"text":"nobody has given this one a name of its own"}
                {"id":7,"text":"too short"}
                {"id":"none","text":null}
                """
                        .formatted(POEM));
        Files.writeString(
                folder.resolve("a house style.txt"),
                "We write about lamps\nas others write about the light of spring.");
        Files.writeString(folder.resolve("_notes.txt"), POEM);
        SparkSessions.shared()
                .createDataFrame(
                        List.of(RowFactory.create(12L, "out of a table came this line about cups and light")),
                        StructType.fromDDL("id BIGINT, text STRING"))
                .coalesce(1)
                .write()
                .parquet(folder.resolve("parts").toString());
        try (var parts = Files.list(folder.resolve("parts"))) {
            for (Path part :
                    parts.filter(p -> p.toString().endsWith(".parquet")).toList()) {
                Files.move(part, folder.resolve("table.parquet"));
            }
        }
        Map<String, List<CopiedText.Passage>> near = near(Map.of(
                "a1", COPY,
                "a2", "Nothing of others stands in this text, not a word of it.",
                "a3", "Here: we write about lamps as others write; NOBODY HAS GIVEN THIS ONE A NAME of ours",
                "a4", "Out of a table came this line about cups"));
        assertThat(near).containsOnlyKeys("a1", "a3", "a4");
        assertThat(near.get("a1")).containsExactly(new CopiedText.Passage("poem", POEM));
        assertThat(near.get("a3"))
                .extracting(CopiedText.Passage::textId)
                .contains("a house style.txt")
                .hasSize(2);
        assertThat(near.get("a4")).extracting(CopiedText.Passage::textId).containsExactly("12");
        assertThat(CopiedText.of(COPY, near.get("a1")).words()).isEqualTo(9);
    }

    @Test
    void aPhraseOfManyTextsIsLookedUpInSome() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            lines.append("{\"id\":\"t%03d\",\"text\":\"all rights are reserved by the owner of text %d\"}%n"
                    .formatted(i, i));
        }
        Files.writeString(folder.resolve("many.jsonl"), lines);
        Map<String, List<CopiedText.Passage>> near =
                near(Map.of("a", "Note: all rights are reserved by the owner of this."));
        assertThat(near.get("a")).hasSize(20);
        assertThat(CopiedText.of("Note: all rights are reserved by the owner of this.", near.get("a"))
                        .words())
                .isEqualTo(8);
    }

    @Test
    void whatCannotBeReadIsOneLine() throws IOException {
        Configuration hadoop = new Configuration();
        CopyrightConf conf = new CopyrightConf(folder.resolve("nothing").toString(), null, null);
        assertThatThrownBy(() -> conf.read(hadoop))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("Cannot read score.copyright.texts")
                .hasMessageContaining("no such file");
        Files.writeString(folder.resolve("texts.docx"), "?");
        assertThatThrownBy(() -> new CopyrightConf(folder.toString(), null, null).read(hadoop))
                .hasMessage("Invalid score.copyright.texts: texts.docx (must end in .jsonl, .parquet or .txt)");
        Path names = Files.writeString(folder.resolve("names.txt"), "brand: Murkelmann\nJust a name\n");
        assertThatThrownBy(() -> new CopyrightConf(null, names.toString(), null).read(hadoop))
                .hasMessageContaining("Cannot read score.copyright.names")
                .hasMessageContaining("Invalid line of protected names: Just a name");
        Files.writeString(names, "brand: Murkelmann\n");
        assertThat(new CopyrightConf(null, names.toString(), null).read(hadoop).names())
                .containsExactly("brand: Murkelmann");
    }
}
