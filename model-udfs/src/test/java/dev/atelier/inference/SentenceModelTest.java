package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.domain.DeviceWish;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.Precision;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelDirectory.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real all-MiniLM-L6-v2 against ONNX Runtime 1.23.2 and tokenizers 0.23.3 in Python, as
 * scripts/golden/compare_relevance.py runs them.
 */
class SentenceModelTest {
    private static final Path FOLDER = Path.of(System.getProperty("atelier.root"), ".cache/models/all-MiniLM-L6-v2");
    private static final List<String> TEXTS = List.of(
            "A red enamel mug that keeps tea warm.",
            "Red enamel mug\nA mug of enamelled steel, 9 cm high.\ncolour: red\nmaterial: enamel",
            "The stock market fell sharply on Tuesday.",
            "",
            "Größe 12″ – 杯子 don't",
            "many words ".repeat(60));
    /** First four numbers of the vector of each of the first three texts. */
    private static final float[][] GOLDEN = {
        {-0.09388675f, 0.01302609f, -0.04134343f, 0.07336079f},
        {-0.02454615f, 0.02656645f, -0.06251517f, 0.06347245f},
        {0.05174905f, -0.02264375f, 0.07079164f, 0.06279633f}
    };
    /** Cosines of the first text with the first three. */
    private static final double[] COSINES = {1, 0.7310274, -0.0574346};

    private static SentenceModel model;

    @BeforeAll
    static void load() {
        assertThat(FOLDER).as("run scripts/models/fetch_sentences.sh first").exists();
        model = SentenceModel.load(ModelDirectory.open(FOLDER));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void vectorsAreThoseOfTheReference() {
        List<float[]> vectors = model.embedTexts(TEXTS);
        for (int i = 0; i < GOLDEN.length; i++) {
            assertThat(vectors.get(i)).hasSize(384);
            for (int k = 0; k < GOLDEN[i].length; k++) {
                assertThat(vectors.get(i)[k]).isCloseTo(GOLDEN[i][k], within(1e-5f));
            }
            assertThat(dot(vectors.get(0), vectors.get(i))).isCloseTo(COSINES[i], within(1e-5));
        }
        assertThat(vectors).allSatisfy(vector -> assertThat(dot(vector, vector)).isCloseTo(1, within(1e-6)));
    }

    @Test
    void aTextHasTheSameBitsAloneInCompanyAndBesideAnotherThread() {
        List<float[]> alone = TEXTS.stream()
                .map(text -> model.embedTexts(List.of(text)).get(0))
                .toList();
        List<String> turned = new ArrayList<>(TEXTS);
        Collections.reverse(turned);
        List<CompletableFuture<List<float[]>>> runs = Stream.of(TEXTS, turned, TEXTS, turned)
                .map(texts -> CompletableFuture.supplyAsync(() -> model.embedTexts(texts)))
                .toList();
        for (int run = 0; run < runs.size(); run++) {
            List<float[]> together = runs.get(run).join();
            for (int i = 0; i < TEXTS.size(); i++) {
                assertThat(together.get(run % 2 == 0 ? i : TEXTS.size() - 1 - i))
                        .isEqualTo(alone.get(i));
            }
        }
        try (SentenceModel again = SentenceModel.load(ModelDirectory.open(FOLDER))) {
            assertThat(again.embedTexts(TEXTS)).containsExactlyElementsOf(alone);
        }
    }

    @Test
    void whatIsBeyondTheMostTokensIsNotRead() {
        String most = "a ".repeat(254); // and [CLS], [SEP]
        float[] whole = model.embedTexts(List.of(most)).get(0);
        assertThat(model.embedTexts(List.of(most + "crocodile")).get(0)).isEqualTo(whole);
        assertThat(model.embedTexts(List.of("a ".repeat(253) + "crocodile")).get(0))
                .isNotEqualTo(whole);
    }

    @Test
    void theDriverIsToldWhatDoesNotFit() {
        ModelDirectory directory = ModelDirectory.open(FOLDER);
        ModelUse use = new ModelUse.EmbedTexts("score.sentences");
        assertThatCode(() -> Models.check("sense", directory, List.of(use))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Models.check("sense", directory, List.of(new ModelUse.Embed("score.embedder"))))
                .hasMessage("score.embedder compares pictures with texts with model sense, which is a model of sentence"
                        + " embeddings (must be a CLIP model: name another model there, or another path in"
                        + " models.sense)");
        assertThatThrownBy(() -> Models.requireRunnable(Kind.SENTENCES, Precision.BF16, DeviceWish.AUTO))
                .hasMessage(
                        "Invalid precision: bf16 (must be fp32, the file's own for a model of sentence embeddings)");
        assertThatThrownBy(() -> Models.requireRunnable(Kind.SENTENCES, Precision.FP32, DeviceWish.GPU))
                .hasMessage("Invalid device: gpu (must be auto or cpu for a model of sentence embeddings)");
        assertThatCode(() -> Models.requireRunnable(Kind.CLIP, Precision.BF16, DeviceWish.GPU))
                .doesNotThrowAnyException();
        assertThat(Models.device(Kind.SENTENCES, DeviceWish.AUTO, List.of("0")).isGpu())
                .isFalse();
        assertThat(Models.program(Kind.SENTENCES)).hasSize(64).isNotEqualTo(Models.program(Kind.CLIP));
    }

    @Test
    void aGraphThatOnnxRuntimeRefusesIsABadModel(@TempDir Path broken) throws IOException {
        Files.copy(FOLDER.resolve("tokenizer.json"), broken.resolve("tokenizer.json"));
        byte[] graph = Files.readAllBytes(FOLDER.resolve("model.onnx"));
        byte[] operator = "MatMul".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < graph.length - operator.length; i++) {
            if (Arrays.equals(graph, i, i + operator.length, operator, 0, operator.length)) {
                graph[i] = 'Z';
            }
        }
        Files.write(broken.resolve("model.onnx"), graph);
        assertThatThrownBy(() -> SentenceModel.load(ModelDirectory.open(broken)))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("model.onnx", "must load in ONNX Runtime");
    }
}
