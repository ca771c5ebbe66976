package dev.atelier.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.atelier.Samples;
import dev.atelier.SparkSessions;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.Embedder;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.Measure;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.Picture;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Precision;
import dev.atelier.domain.Score;
import dev.atelier.domain.TextEmbedder;
import dev.atelier.measures.Scorers;
import dev.atelier.personal.PersonalData;
import dev.atelier.pipeline.ConfReader;
import dev.atelier.rows.Outcome;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Tables;
import dev.atelier.worker.InFlight;
import dev.atelier.worker.ModelSource;
import dev.atelier.worker.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreStageTest {
    private static final Item MUG = Samples.item("i1", "Red mug", "red");
    private static final Item LAMP = Samples.item("i2", "Desk lamp", "blue");

    @TempDir
    static Path out;

    private static Tables tables;
    private static final List<Artifact> ARTIFACTS = new ArrayList<>();
    private static List<Outcome<Score>> measured;

    /** Looks at the mean of each channel, and at the word "red" or "blue". */
    static final class ColourEyes implements ModelSource<Embedder>, Embedder {
        private static final long serialVersionUID = 1L;
        private static final AtomicInteger SEEN = new AtomicInteger();
        private final String digest;

        ColourEyes() {
            this(null);
        }

        ColourEyes(String digest) {
            this.digest = digest;
        }

        @Override
        public Embedder ofThisTask() {
            return this;
        }

        @Override
        public ModelRef ref() {
            return digest == null ? null : new ModelRef("eyes", digest, "program", Precision.FP32);
        }

        @Override
        public List<float[]> embedTexts(List<String> texts) {
            return texts.stream()
                    .map(t -> new float[] {t.contains("Red") ? 1 : 0, 0, t.contains("Red") ? 0 : 1})
                    .toList();
        }

        @Override
        public List<float[]> embedImages(List<Pixels> images) {
            SEEN.addAndGet(images.size());
            return images.stream().map(ColourEyes::darkness).toList();
        }

        private static float[] darkness(Pixels image) {
            double[] sum = new double[3];
            for (int i = 0; i < image.rgb().length; i++) {
                sum[i % 3] += 255 - (image.rgb()[i] & 255);
            }
            // what is missing in green and blue is red
            double red = sum[1];
            double blue = sum[0];
            double length = Math.hypot(red, blue);
            return new float[] {(float) (red / length), 0, (float) (blue / length)};
        }

        @Override
        public void close() {}
    }

    /** Looks for the word "mug". */
    static final class MugSense implements ModelSource<TextEmbedder>, TextEmbedder {
        private static final long serialVersionUID = 1L;

        @Override
        public TextEmbedder ofThisTask() {
            return this;
        }

        @Override
        public List<float[]> embedTexts(List<String> texts) {
            return texts.stream()
                    .map(t -> new float[] {t.contains("mug") ? 1 : 0, t.contains("mug") ? 0 : 1})
                    .toList();
        }

        @Override
        public void close() {}
    }

    @BeforeAll
    static void tables() {
        List<GenerationRequest> requests = new ArrayList<>();
        tables = new Tables(SparkSessions.shared(), out.toUri().toString());
        for (Item item : List.of(MUG, LAMP)) {
            for (int k = 0; k < 3; k++) {
                GenerationRequest text = Samples.textRequest(item, "title", k);
                GenerationRequest image = Samples.imageRequest(item, k);
                requests.addAll(List.of(text, image));
                ARTIFACTS.add(Samples.text(text, "A red mug, " + (k + 8) + " cm high", -0.5 * k));
                ARTIFACTS.add(Samples.image(image, Samples.square(8 + 4 * k, 20, 255, 0, 0), out));
            }
        }
        Samples.write(tables, Nouns.ITEMS, List.of(MUG, LAMP), 1);
        Samples.write(tables, Nouns.REQUESTS, requests, 1);
        measured = score(ScoreConf.defaults(), new ColourEyes(), 4, 2);
    }

    private static List<Outcome<Score>> score(
            ScoreConf conf, ModelSource<Embedder> eyes, int batchSize, int partitions) {
        return score(ARTIFACTS, conf, eyes, batchSize, partitions);
    }

    private static List<Outcome<Score>> score(
            List<Artifact> artifacts, ScoreConf conf, ModelSource<Embedder> eyes, int batchSize, int partitions) {
        tables.notes().delete(".store/findings");
        return scoreAgain(artifacts, conf, eyes, batchSize, partitions);
    }

    /** With what was found before. */
    private static List<Outcome<Score>> scoreAgain(
            List<Artifact> artifacts, ScoreConf conf, ModelSource<Embedder> eyes, int batchSize, int partitions) {
        Samples.write(tables, Nouns.ARTIFACTS, artifacts, partitions);
        ScoreStage stage = new ScoreStage(
                Samples.pass(artifacts),
                conf,
                conf.filesRead(new Configuration()),
                List.of(),
                new Scorers.Setup(
                        conf.blocklist(),
                        conf.requiredAttributes(),
                        eyes,
                        conf.sentences() == null ? null : new MugSense(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        conf.reference(),
                        PersonalData.of(List.of("DE"), List.of("DE")),
                        conf.copyright().read(new Configuration())),
                batchSize,
                Patience.ofSeconds(600));
        return Samples.outcomes(stage, tables, Score.class);
    }

    private static ScoreConf conf(String settings) {
        return ConfReader.read(ConfigFactory.parseString(settings), ScoreConf.class);
    }

    private static Map<String, Double> measures(List<Outcome<Score>> outcomes, Artifact artifact) {
        return outcomes.stream()
                .filter(o -> o.rowId().equals(artifact.artifactId()))
                .flatMap(o -> o.value().measures().stream())
                .collect(Collectors.toMap(Measure::name, Measure::value));
    }

    @Test
    void everyArtifactIsMeasuredWhateverThePartitionsAndTheBatch() {
        List<Outcome<Score>> one = score(ScoreConf.defaults(), new ColourEyes(), 1, 1);
        assertThat(one).hasSameSizeAs(ARTIFACTS).allMatch(o -> o.status() == Outcome.Status.KEPT);
        assertThat(score(ScoreConf.defaults(), new ColourEyes(), 8, 3)).isEqualTo(one);
        assertThat(score(ScoreConf.defaults(), new ColourEyes(), 3, 7)).isEqualTo(one);
        assertThat(measured).isEqualTo(one);
    }

    @Test
    void textsAreHeldAgainstTheirItem() {
        List<Outcome<Score>> outcomes = measured;
        Map<String, Double> second = measures(outcomes, ARTIFACTS.get(2));
        assertThat(second.get("perplexity")).isCloseTo(Math.exp(0.5), within(1e-12));
        assertThat(second).containsEntry("words", 6.0).containsEntry("attribute_coverage", 1.0);
        assertThat(second).containsEntry("unsupported_numbers", 0.0).containsEntry("truncated", 0.0);
        assertThat(measures(outcomes, ARTIFACTS.get(0))).containsEntry("unsupported_numbers", 1.0);
        Score invented = outcomes.stream()
                .filter(o -> o.rowId().equals(ARTIFACTS.get(0).artifactId()))
                .findFirst()
                .orElseThrow()
                .value();
        assertThat(invented.flags()).containsExactly("contradicts description: 8 cm (item says 9 cm)");
        // the lamp's text names neither lamp nor blue
        assertThat(measures(outcomes, ARTIFACTS.get(6))).containsEntry("attribute_coverage", 0.0);
    }

    /** How often pictures were looked at. */
    private static int looks(Runnable run) {
        int before = ColourEyes.SEEN.get();
        run.run();
        return ColourEyes.SEEN.get() - before;
    }

    @Test
    void whatWasFoundOnceIsNotLookedForAgain() {
        List<Artifact> pictures = ARTIFACTS.subList(0, 6);
        ColourEyes eyes = new ColourEyes("digest");
        List<Outcome<Score>> first = score(pictures, ScoreConf.defaults(), eyes, 2, 2);
        assertThat(first).noneMatch(Outcome::reused).allMatch(measured::contains);
        assertThat(looks(() -> {
                    List<Outcome<Score>> second = scoreAgain(pictures, ScoreConf.defaults(), eyes, 4, 3);
                    assertThat(second).filteredOn(Outcome::reused).hasSize(3);
                    assertThat(second.stream().map(Outcome::value))
                            .isEqualTo(first.stream().map(Outcome::value).toList());
                }))
                .isZero();
        // three are known, three are new
        assertThat(looks(() -> scoreAgain(ARTIFACTS, ScoreConf.defaults(), eyes, 8, 1)))
                .isEqualTo(3);
        assertThat(looks(() -> scoreAgain(ARTIFACTS, ScoreConf.defaults(), new ColourEyes("other"), 8, 1)))
                .isEqualTo(6);
        // nothing tells these eyes from others
        assertThat(looks(() -> scoreAgain(ARTIFACTS, ScoreConf.defaults(), new ColourEyes(), 8, 1)))
                .isEqualTo(6);
    }

    @Test
    void picturesAreHeldAgainstTheirPrompt() {
        List<Outcome<Score>> outcomes = measured;
        assertThat(measures(outcomes, ARTIFACTS.get(1)).get("clip_score")).isCloseTo(2.5, within(1e-5));
        assertThat(measures(outcomes, ARTIFACTS.get(7)).get("clip_score")).isCloseTo(0, within(1e-6));
        assertThat(measures(outcomes, ARTIFACTS.get(1)).get("blankness"))
                .isCloseTo((64 * 64 - 400) / 4096.0, within(1e-12));
        assertThat(measures(score(ScoreConf.defaults(), null, 4, 2), ARTIFACTS.get(1)))
                .doesNotContainKey("clip_score")
                .containsKey("sharpness");
    }

    @Test
    void aMissingADamagedAndAnOrphanedRowFailAloneAndTheRestIsKept() throws IOException {
        Artifact lost = Samples.image(Samples.imageRequest(MUG, 0), Samples.square(1, 9, 255, 0, 0), null);
        Artifact damaged = Samples.image(Samples.imageRequest(MUG, 1), Samples.square(2, 9, 255, 0, 0), out);
        Files.writeString(out.resolve(((Picture) damaged.made()).uri()), "not a picture");
        Item ghost = Samples.item("i9", "Ghost", "white");
        Artifact orphan = Samples.text(Samples.textRequest(ghost, "title", 0), "Boo", -1.0);
        List<Artifact> artifacts = new ArrayList<>(ARTIFACTS);
        artifacts.addAll(List.of(lost, damaged, orphan));
        List<Outcome<Score>> outcomes = score(artifacts, ScoreConf.defaults(), new ColourEyes(), 20, 1);
        Map<String, List<String>> failed = outcomes.stream()
                .filter(o -> o.status() == Outcome.Status.FAILED)
                .collect(Collectors.toMap(Outcome::rowId, Outcome::reasons));
        assertThat(failed)
                .containsEntry(lost.artifactId(), List.of("missing_picture"))
                .containsEntry(damaged.artifactId(), List.of("unreadable_picture"))
                .containsEntry(orphan.artifactId(), List.of("missing_request"))
                .hasSize(3);
        assertThat(outcomes).hasSize(ARTIFACTS.size() + 3).containsAll(measured);
        Outcome<Score> gone = outcomes.stream()
                .filter(o -> o.rowId().equals(lost.artifactId()))
                .findFirst()
                .orElseThrow();
        assertThat(gone.message()).contains(((Picture) lost.made()).uri()).contains("run again");
        assertThat(gone.payload()).contains(lost.requestId());
    }

    @Test
    void aPictureThatExecutorsDiedOfFailsAlone() throws IOException {
        String killer = ARTIFACTS.get(1).artifactId();
        for (int death = 0; death < 3; death++) {
            Path left = Files.createDirectories(out.resolve(".store/score-in-flight/run-" + death + "/0"));
            Files.writeString(left.resolve("alone-driver-" + "0".repeat(64)), killer);
        }
        try {
            List<Outcome<Score>> outcomes = score(ScoreConf.defaults(), new ColourEyes(), 8, 1);
            assertThat(outcomes.stream().filter(o -> o.status() == Outcome.Status.FAILED))
                    .singleElement()
                    .satisfies(o -> assertThat(o.rowId()).isEqualTo(killer))
                    .satisfies(o -> assertThat(o.reasons()).containsExactly("executor_died"));
            assertThat(outcomes).hasSameSizeAs(ARTIFACTS);
            // with no embedder there is nothing that could die
            assertThat(score(ScoreConf.defaults(), null, 8, 1)).allMatch(o -> o.status() == Outcome.Status.KEPT);
        } finally {
            InFlight.clear(tables.folder(), "score");
        }
        assertThat(out.resolve(".store/score-in-flight")).doesNotExist();
    }

    @Test
    void referencesGiveBleuAndRouge() throws IOException {
        Path references = out.resolve("references.jsonl");
        Files.writeString(
                references,
                """
                {"sku":"SKU-i1","field":"title","text":"A red mug, 9 cm high"}
                {"sku":"SKU-i1","field":"title","text":"Something else"}
                """);
        List<Outcome<Score>> outcomes = score(conf("references = \"" + references + "\""), null, 4, 2);
        assertThat(measures(outcomes, ARTIFACTS.get(2)).get("bleu")).isCloseTo(100, within(1e-9));
        assertThat(measures(outcomes, ARTIFACTS.get(2))).containsEntry("rouge_l", 1.0);
        assertThat(measures(outcomes, ARTIFACTS.get(8))).doesNotContainKey("bleu");
        assertThat(outcomes).hasSameSizeAs(ARTIFACTS);
        assertThat(measure(outcomes, ARTIFACTS.get(2), "bleu").detail())
                .isEqualTo("nrefs:2|case:mixed|eff:yes|tok:13a|smooth:exp|version:2.6.0");
        List<Outcome<Score>> others = score(
                conf("references = \"" + references
                        + "\", reference { tokeniser = char, chrfWords = 2, stemmer = true }"),
                null,
                4,
                2);
        assertThat(measure(others, ARTIFACTS.get(0), "bleu").detail()).contains("tok:char");
        assertThat(measure(others, ARTIFACTS.get(0), "chrf").detail()).contains("nw:2");
        assertThat(measure(others, ARTIFACTS.get(0), "rouge_l").detail()).contains("stemmer:yes");
        assertThat(measures(others, ARTIFACTS.get(0)).get("bleu"))
                .isNotEqualTo(measures(outcomes, ARTIFACTS.get(0)).get("bleu"));
    }

    private static Measure measure(List<Outcome<Score>> outcomes, Artifact artifact, String word) {
        return outcomes.stream()
                .filter(o -> o.rowId().equals(artifact.artifactId()))
                .flatMap(o -> o.value().measures().stream())
                .filter(measure -> measure.name().equals(word))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aModelOfSentenceEmbeddingsGivesRelevance() {
        ScoreConf conf = conf("sentences = sense");
        assertThat(conf.uses()).containsOnlyKeys("sense");
        assertThat(conf.uses().get("sense")).containsExactly(new ModelUse.EmbedTexts("score.sentences"));
        List<Outcome<Score>> outcomes = score(conf, null, 4, 2);
        assertThat(measures(outcomes, ARTIFACTS.get(0))).containsEntry("relevance", 1.0);
        assertThat(measures(outcomes, ARTIFACTS.get(6))).containsEntry("relevance", 0.0);
        assertThat(measures(outcomes, ARTIFACTS.get(1))).doesNotContainKey("relevance");
        // directions are arrays: by content
        assertThat(score(conf, null, 1, 1)).usingRecursiveComparison().isEqualTo(outcomes);
        assertThat(measures(measured, ARTIFACTS.get(0))).doesNotContainKey("relevance");
    }

    @Test
    void oneModelCannotBeBoth() {
        assertThatThrownBy(() -> conf("embedder = judge, sentences = judge"))
                .hasMessageContaining("Invalid score.sentences: judge (must be another model than score.embedder");
        ScoreConf both = conf("embedder = judge, sentences = sense");
        assertThat(both.uses()).containsOnlyKeys("judge", "sense");
        ScoreConf reading = conf("perplexity = writer");
        assertThat(reading.uses().get("writer")).containsExactly(new ModelUse.Read("score.perplexity"));
        assertThat(reading.lacking()).doesNotContainKey("text_perplexity");
        assertThat(ScoreConf.defaults().lacking()).containsEntry("text_perplexity", "score.perplexity");
    }

    @Test
    void theBlocklistGrowsByConfiguration() {
        List<Outcome<Score>> outcomes = score(conf("blocklist = [red mug]"), null, 4, 2);
        assertThat(measures(outcomes, ARTIFACTS.get(0))).containsEntry("blocklist_hits", 1.0);
        assertThat(measures(measured, ARTIFACTS.get(0))).containsEntry("blocklist_hits", 0.0);
    }

    @Test
    void whatStandsInAProtectedTextIsMeasuredAndNamed() throws IOException {
        Path texts = out.resolve("protected.jsonl");
        Files.writeString(
                texts,
                """
                {"id":"ours","text":"Nothing is like it"}
                {"id":"theirs","text":"They say: a red mug, 9 cm high, and nothing more."}
                """);
        ScoreConf conf = conf("copyright.texts = \"" + texts + "\"");
        List<Outcome<Score>> outcomes = score(conf, null, 4, 2);
        assertThat(measures(outcomes, ARTIFACTS.get(2))).containsEntry("copied_words", 6.0);
        assertThat(measures(outcomes, ARTIFACTS.get(2))).containsEntry("copied_share", 1.0);
        assertThat(measure(outcomes, ARTIFACTS.get(2), "copied_share").detail()).isEqualTo("most of them in theirs");
        assertThat(measures(outcomes, ARTIFACTS.get(0))).containsEntry("copied_share", 0.0);
        assertThat(score(conf, null, 1, 1)).isEqualTo(outcomes);

        Files.writeString(texts, "{\"id\":\"theirs\",\"text\":\"A red mug, 9 cm high!\"}");
        List<Outcome<Score>> whole = score(conf, null, 4, 2);
        assertThat(measures(whole, ARTIFACTS.get(2))).containsEntry("copied_words", 6.0);
        assertThat(measure(whole, ARTIFACTS.get(2), "copied_words").detail())
                .isEqualTo("theirs: \u201cA red mug, 9 cm high\u201d");
        assertThat(whole.stream()
                        .filter(o -> o.rowId().equals(ARTIFACTS.get(2).artifactId()))
                        .flatMap(o -> o.value().flags().stream()))
                .contains("copied: 6 words of theirs: \u201cA red mug, 9 cm high\u201d");
        assertThat(whole).hasSameSizeAs(ARTIFACTS);
    }

    @Test
    void withoutProtectedTextsAThresholdOnThemIsRefused() {
        assertThat(ScoreConf.defaults().lacking())
                .containsEntry("copied_words", "score.copyright.texts")
                .containsEntry("nsfw", "score.nsfw")
                .containsEntry("missing_text", "score.ocr")
                .doesNotContainKey("technical_quality");
        ScoreConf with = conf("copyright.texts = texts.jsonl");
        assertThat(with.lacking()).doesNotContainKey("copied_words");
        assertThat(with.paths()).containsExactly("texts.jsonl");
    }

    @Test
    void aPictureIsHeldAgainstThoseOfOthers() throws IOException {
        Path pictures = Files.createDirectories(out.resolve("of-others"));
        Files.copy(out.resolve(((Picture) ARTIFACTS.get(1).made()).uri()), pictures.resolve("red square.png"));
        ScoreConf conf = conf("copyright.pictures = \"" + pictures + "\"");
        List<Outcome<Score>> outcomes = score(conf, null, 4, 2);
        assertThat(measures(outcomes, ARTIFACTS.get(1)).get("picture_copy")).isCloseTo(1, within(1e-9));
        assertThat(measure(outcomes, ARTIFACTS.get(1), "picture_copy").detail()).isEqualTo("red square.png");
        assertThat(outcomes.stream()
                        .filter(o -> o.rowId().equals(ARTIFACTS.get(1).artifactId()))
                        .flatMap(o -> o.value().flags().stream()))
                .contains("copy: 1.00 of red square.png");
        assertThat(measures(outcomes, ARTIFACTS.get(0))).doesNotContainKey("picture_copy");
        assertThat(measures(measured, ARTIFACTS.get(1))).doesNotContainKey("picture_copy");

        Files.writeString(pictures.resolve("words.png"), "no picture");
        assertThatThrownBy(() -> score(conf, null, 4, 2))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("Cannot read score.copyright.pictures")
                .hasMessageContaining("words.png: Not a readable PNG picture");
    }
}
