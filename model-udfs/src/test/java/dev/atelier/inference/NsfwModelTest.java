package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Precision;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelDirectory.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real open_nsfw against ONNX Runtime 1.23.2 and Pillow 13.0.0 in Python, as scripts/golden/compare_nsfw.py runs them. */
class NsfwModelTest {
    private static final Path FOLDER = Path.of(System.getProperty("atelier.root"), ".cache/models/open-nsfw");
    private static final int[] SKIN = {236, 188, 160};
    private static final int[] SHADE = {150, 90, 70};
    private static final List<Pixels> PICTURES = List.of(
            hills(300, 200, 60, new int[] {20, 40, 200}, new int[] {250, 240, 20}),
            hills(224, 224, 400, SHADE, SKIN),
            hills(64, 64, 90, SKIN, SHADE),
            hills(512, 640, 700, new int[] {120, 60, 50}, new int[] {250, 210, 190}));
    private static final double[] GOLDEN = {0.000016487, 0.183144, 0.216644, 0.159410};

    private static NsfwModel model;

    @BeforeAll
    static void load() {
        assertThat(FOLDER).as("run scripts/models/fetch_nsfw.sh first").exists();
        model = NsfwModel.load(ModelDirectory.open(FOLDER), Precision.FP32, Device.cpu());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    /** Triangle waves between two colours. */
    private static Pixels hills(int width, int height, int period, int[] low, int[] high) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int along = 3 * (i / 3 % width) + 2 * (i / 3 / width);
            int wave = Math.abs(along % (2 * period) - period);
            rgb[i] = (byte) (low[i % 3] + Math.floorDiv((high[i % 3] - low[i % 3]) * wave, period));
        }
        return new Pixels(width, height, rgb);
    }

    @Test
    void probabilitiesAreThoseOfTheReference() {
        List<Double> found = model.notSafe(PICTURES);
        assertThat(found).hasSize(GOLDEN.length);
        for (int i = 0; i < GOLDEN.length; i++) {
            assertThat(found.get(i)).as("picture " + i).isCloseTo(GOLDEN[i], within(1e-5));
        }
        assertThat(model.notSafe(List.of())).isEmpty();
    }

    @Test
    void aPictureHasTheSameBitsAloneInCompanyAndBesideAnotherThread() {
        List<Double> alone = PICTURES.stream()
                .map(picture -> model.notSafe(List.of(picture)).get(0))
                .toList();
        List<Pixels> many = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            many.add(PICTURES.get(i % PICTURES.size()));
        }
        List<Pixels> turned = new ArrayList<>(many);
        Collections.reverse(turned);
        List<CompletableFuture<List<Double>>> runs = Stream.of(many, turned)
                .map(pictures -> CompletableFuture.supplyAsync(() -> model.notSafe(pictures)))
                .toList();
        for (int i = 0; i < many.size(); i++) {
            assertThat(runs.get(0).join().get(i)).isEqualTo(alone.get(i % PICTURES.size()));
            assertThat(runs.get(1).join().get(many.size() - 1 - i)).isEqualTo(alone.get(i % PICTURES.size()));
        }
    }

    @Test
    void theDriverIsToldWhatDoesNotFit() {
        ModelDirectory directory = ModelDirectory.open(FOLDER);
        assertThat(directory.kind()).isEqualTo(Kind.NSFW);
        assertThat(directory.fileDigests()).containsOnlyKeys("open-nsfw.onnx");
        ModelUse use = new ModelUse.GuardPictures("score.nsfw");
        assertThatCode(() -> Models.check("guard", directory, List.of(use))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Models.check("guard", directory, List.of(new ModelUse.Embed("score.embedder"))))
                .hasMessage("score.embedder compares pictures with texts with model guard, which is a classifier of"
                        + " pictures (open_nsfw) (must be a CLIP model: name another model there, or another path in"
                        + " models.guard)");
        assertThat(Models.program(Kind.NSFW)).hasSize(64).isNotEqualTo(Models.program(Kind.CLIP));
        // 5.9 million parameters
        assertThat(Models.bytes(directory, Precision.FP32)).isBetween(23_000_000L, 24_000_000L);
    }

    @Test
    void damagedFilesAreRefused(@TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(FOLDER.resolve("open-nsfw.onnx"));
        Path file = folder.resolve("open-nsfw.onnx");
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        refused(folder, "protocol buffer", "cut off");
        Files.write(file, edited(whole, "fc_nsfw/BiasAdd/ReadVariableOp:0", "fc_nsfw/BiasAdd/ReadVariableOp:1"));
        refused(folder, "tensor fc_nsfw/BiasAdd/ReadVariableOp:1", "unexpected");
        Files.write(file, edited(whole, "Conv__450_bias_fused_bn", "Conv__452_bias_fused_bn"));
        refused(folder, "tensor Conv__452_bias_fused_bn", "twice");
        Files.write(file, new byte[0]);
        refused(folder, "tensor", "missing");
    }

    private static void refused(Path folder, String... words) {
        assertThatThrownBy(() -> NsfwModel.check(ModelDirectory.open(folder)))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll(words);
    }

    private static byte[] edited(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
