package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.atelier.Samples;
import dev.atelier.SparkSessions;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Score;
import dev.atelier.select.SelectConf;
import dev.atelier.select.SelectStage;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Place;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Tables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Four titles each of three items; candidate k has a relevance of 0.2 + 0.2 k. */
class RethresholdTest {
    private static final Tables TABLES = Samples.tables();
    private static Snapshot run;

    @BeforeAll
    static void aFinishedRun() {
        List<Item> items = List.of(
                Samples.item("i1", "Red mug"), Samples.item("i2", "Blue pot"), Samples.item("i3", "Green vase"));
        List<GenerationRequest> requests = new ArrayList<>();
        List<Artifact> artifacts = new ArrayList<>();
        List<Score> scores = new ArrayList<>();
        for (Item item : items) {
            for (int k = 0; k < 4; k++) {
                GenerationRequest request = Samples.textRequest(item, "title", k);
                Artifact text = Samples.text(request, item.name() + " number " + k, -1.0);
                requests.add(request);
                artifacts.add(text);
                scores.add(new Score(
                        text.artifactId(),
                        item.itemId(),
                        Modality.TEXT,
                        "title",
                        List.of(new Measure("relevance", 0.2 + 0.2 * k), new Measure("words", 4)),
                        List.of(),
                        null));
            }
        }
        Samples.write(TABLES, Nouns.ITEMS, items, 1);
        Samples.write(TABLES, Nouns.REQUESTS, requests, 1);
        Samples.write(TABLES, Nouns.ARTIFACTS, artifacts, 1);
        Samples.write(TABLES, Nouns.SCORES, scores, 1);
        SelectStage stage = new SelectStage(policy("relevance", 0.0), "run-1");
        Dataset<Row> outcomes = stage.apply(TABLES);
        new Published(TABLES, stage).from(outcomes, new FunnelRow("select", 12, 3, 9, 0, 0, 3, 0));
        run = new Snapshot(TABLES.number(), "run-1", "2026-01-31T10:00:00Z", TABLES.versions());
    }

    /** The first candidate above the bound stays. */
    private static SelectConf policy(String measure, double min) {
        return Rethreshold.policy(
                ConfigFactory.parseString("elsewhere = 1, select.fields.title { thresholds = [{ measure = " + measure
                        + ", min = " + min + " }] }"));
    }

    private static Rethreshold rethreshold(PrintStream out) {
        Place place = Place.of(
                "--out", TABLES.root(), SparkSessions.shared().sparkContext().hadoopConfiguration());
        return new Rethreshold(new Tables(SparkSessions.shared(), place, run), run, out);
    }

    private static String told(SelectConf policy) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        rethreshold(new PrintStream(said, true, StandardCharsets.UTF_8)).tell(policy, 2);
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatChangesIsToldWithExamplesAndNothingIsWritten() throws IOException {
        List<Path> before = files();
        String told = told(policy("relevance", 0.5));
        assertThat(told.lines().toList().get(1).replaceAll(" +", " ")).isEqualTo("title 12 3 3 3 3");
        assertThat(told.lines().filter(line -> line.startsWith("lost title of")))
                .hasSize(2);
        assertThat(told)
                .contains("Relevance is 0.2, at least 0.5 passes.")
                .containsPattern(
                        "gained title of \\w+ \\w+: \\w+ \\w+ number 2\n    Number 3 of 4 candidates; 2 passed.");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aFieldWithoutPolicyIsTold() {
        assertThat(told(Rethreshold.policy(ConfigFactory.parseString("select.fields.titel {}"))))
                .contains("field title has no policy there: its first candidate stays, whatever it is");
    }

    @Test
    void everyLineIsALineOnATerminalToo() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream plain = new PrintStream(said, true, StandardCharsets.UTF_8);
        rethreshold(Terminal.of(plain)).tell(policy("relevance", 0.5), 2);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .doesNotContain("\\u000a")
                .isEqualTo(told(policy("relevance", 0.5)));
    }

    @Test
    void theSamePolicyChangesNothing() {
        assertThat(told(policy("relevance", 0.0)).lines().toList().get(1).replaceAll(" +", " "))
                .isEqualTo("title 12 3 3 0 0");
    }

    @Test
    void aMeasureThatTheRunDidNotTakeIsRefused() {
        assertThatThrownBy(() -> told(policy("bleu", 1)))
                .isInstanceOf(ConfError.class)
                .hasMessage("Invalid policy: run 1 did not measure bleu"
                        + " (it has nearest_sibling, relevance, self_bleu, sibling_likeness, words)");
        assertThatThrownBy(() -> Rethreshold.policy(ConfigFactory.parseString("score {}")))
                .hasMessageStartingWith("No section select");
    }

    private static List<Path> files() throws IOException {
        try (var all = Files.walk(Path.of(java.net.URI.create(TABLES.root())))) {
            return all.sorted().toList();
        }
    }
}
