package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import dev.atelier.domain.Answer;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Job;
import dev.atelier.domain.NoiseSchedulerKind;
import dev.atelier.domain.Precision;
import dev.atelier.domain.RowFailure;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equality with diffusers is compared live, by scripts/golden/compare_images.py; here: the laws of the house. */
class DiffusionModelTest {
    @TempDir
    static Path shared;

    @TempDir
    Path own;

    @BeforeAll
    static void writeModels() throws IOException {
        TinyDiffusion.stableDiffusion(shared.resolve("sd1"), false);
        TinyDiffusion.stableDiffusion(shared.resolve("sd2"), true);
    }

    private static Stream<Arguments> models() {
        return Requests.precisions().stream()
                .flatMap(precision -> Stream.of("sd1", "sd2").map(name -> Arguments.of(name, precision)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void pixelsDependNeitherOnTheBatchNorOnTheThreads(String name, Precision precision) {
        List<Job<DrawPicture>> rows = List.of(
                row("a red mug", "", 1, 0, 16, 5, 5, NoiseSchedulerKind.DDIM),
                row("a red mug", "", 1, 1, 16, 5, 5, NoiseSchedulerKind.DDIM),
                row("a mug", "red", 1, 0, 16, 5, 3, NoiseSchedulerKind.DDIM),
                row("an urn", "", 2, 0, 16, 5, 1, NoiseSchedulerKind.DDIM),
                row("an urn", "", 2, 0, 16, 5, 5, NoiseSchedulerKind.PNDM),
                row("an urn", "", 2, 0, 16, 5, 5, NoiseSchedulerKind.EULER),
                row("a red mug", "", 1, 0, 24, 5, 5, NoiseSchedulerKind.DDIM),
                row("a red urn", "mug", 9, 3, 16, 5, 0, NoiseSchedulerKind.DDIM),
                row("a red mug", "", 1, 0, 16, 4, 5, NoiseSchedulerKind.DDIM));
        try (DiffusionModel model = load(shared.resolve(name), precision)) {
            List<byte[]> alone = inBatches(model, rows, 1);
            assertThat(alone.stream().map(Arrays::hashCode).distinct()).hasSize(rows.size());
            assertThat(inBatches(model, rows, 9)).containsExactlyElementsOf(alone);
            assertThat(inBatches(model, rows, 3)).containsExactlyElementsOf(alone);
            int threads = JniUtils.getNumThreads();
            try {
                JniUtils.setNumThreads(2);
                assertThat(JniUtils.getNumThreads()).isEqualTo(2);
                assertThat(inBatches(model, rows, 9)).containsExactlyElementsOf(alone);
                assertThat(inBatches(model, rows, 1)).containsExactlyElementsOf(alone);
            } finally {
                JniUtils.setNumThreads(threads);
            }
        }
    }

    /** As StableDiffusionPipeline corrects an old scheduler file before it draws. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"steps_offset\": 0, \"clip_sample\": true",
                "\"beta_of_another\": 1",
                "\"lambda_min_clipped\": -Infinity, \"clip_sample\": true"
            })
    void drawsWithThePipelinesOwnCorrections(String old) throws IOException {
        TinyDiffusion.stableDiffusion(own, false);
        Path file = own.resolve("scheduler/scheduler_config.json");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"steps_offset\": 1, \"clip_sample\": false", old));
        assertThat(Files.readString(file)).isNotEqualTo(text);
        try (DiffusionModel corrected = load(own, Precision.FP32);
                DiffusionModel plain = load(shared.resolve("sd1"), Precision.FP32)) {
            for (NoiseSchedulerKind scheduler : NoiseSchedulerKind.values()) {
                Job<DrawPicture> row = row("a red mug", "", 1, 0, 16, 5, 5, scheduler);
                assertThat(pixels(corrected, row)).isEqualTo(pixels(plain, row));
            }
        }
    }

    @Test
    void anEmptyPromptDraws() {
        try (DiffusionModel model = load(shared.resolve("sd1"), Precision.FP32)) {
            Job<DrawPicture> nothing = row("", "", 1, 0, 16, 3, 5, NoiseSchedulerKind.DDIM);
            GeneratedImage image = drawn(model, List.of(nothing)).get(0);
            assertThat(image.promptTokens()).isEqualTo(2);
            assertThat(image.pixels().rgb())
                    .isNotEqualTo(pixels(model, row("a mug", "", 1, 0, 16, 3, 5, NoiseSchedulerKind.DDIM)));
        }
    }

    @Test
    void numbersThatAreNoneFailTheirRow() throws IOException {
        TinyDiffusion.stableDiffusion(own, false);
        WeightEdits.set(own.resolve("vae/diffusion_pytorch_model.safetensors"), "decoder.conv_out.weight", 4, 100f);
        WeightEdits.set(
                own.resolve("vae/diffusion_pytorch_model.safetensors"), "decoder.conv_norm_out.bias", 0, 0x1p127f);
        try (DiffusionModel model = load(own, Precision.FP32)) {
            assertThatThrownBy(() -> pixels(model, row("a mug", "", 1, 0, 16, 3, 5, NoiseSchedulerKind.DDIM)))
                    .isInstanceOfSatisfying(
                            RowFailure.class, e -> assertThat(e.reason()).isEqualTo("not_finite"))
                    .hasMessageContaining("in place of a picture");
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void weightsThatAreNoNumbersAreRefused(float value) throws IOException {
        TinyDiffusion.stableDiffusion(own, false);
        WeightEdits.set(own.resolve("unet/diffusion_pytorch_model.safetensors"), "conv_in.weight", 7, value);
        assertThatThrownBy(() -> load(own, Precision.FP32).close())
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(
                        "unet/diffusion_pytorch_model.safetensors: tensor conv_in.weight: NaN or infinity");
    }

    @Test
    void theNegativePromptCountsOnlyUnderGuidance() {
        try (DiffusionModel model = load(shared.resolve("sd1"), Precision.FP32)) {
            assertThat(pixels(model, row("a mug", "red", 4, 0, 16, 3, 1, NoiseSchedulerKind.DDIM)))
                    .isEqualTo(pixels(model, row("a mug", "an urn", 4, 0, 16, 3, 0.5, NoiseSchedulerKind.DDIM)));
            assertThat(pixels(model, row("a mug", "red", 4, 0, 16, 3, 4, NoiseSchedulerKind.DDIM)))
                    .isNotEqualTo(pixels(model, row("a mug", "an urn", 4, 0, 16, 3, 4, NoiseSchedulerKind.DDIM)));
        }
    }

    @Test
    void saysWhichWordsThePromptLost() {
        String seen = "red ".repeat(72) + "\uD83C\uDF75"; // an emoji of two chars and, here, four tokens
        String longPrompt = "red ".repeat(73) + "\uD83C\uDF75 muggy  <b>urn";
        try (DiffusionModel model = load(shared.resolve("sd1"), Precision.FP32)) {
            GeneratedImage small = drawn(model, List.of(row("Red mug", "", 1, 0, 16, 1, 1, NoiseSchedulerKind.DDIM)))
                    .get(0);
            assertThat(small.promptTokens()).isEqualTo(4);
            assertThat(small.truncatedPrompt()).isEmpty();
            GeneratedImage cut = drawn(model, List.of(row(longPrompt, "", 1, 0, 16, 1, 1, NoiseSchedulerKind.DDIM)))
                    .get(0);
            assertThat(cut.promptTokens()).isEqualTo(77);
            assertThat(cut.truncatedPrompt()).isEqualTo("\uD83C\uDF75 muggy  <b>urn");
            assertThat(pixels(model, row(seen + " mug", "", 1, 0, 16, 1, 1, NoiseSchedulerKind.DDIM)))
                    .isEqualTo(pixels(model, row(seen + " urn", "", 1, 0, 16, 1, 1, NoiseSchedulerKind.DDIM)));
        }
    }

    @Test
    void aRowThatCannotBeDrawnFailsByName() {
        try (DiffusionModel model = load(shared.resolve("sd1"), Precision.FP32)) {
            assertThatThrownBy(
                            () -> drawn(model, List.of(row("a mug", "", 1, 0, 16, 1000, 1, NoiseSchedulerKind.DDIM))))
                    .isInstanceOf(RowFailure.class)
                    .hasMessageContaining("Invalid numInferenceSteps: 1000 (its first timestep 1000 is past");
        }
    }

    @Test
    void manyCallsLeaveNothingBehind() throws IOException {
        try (DiffusionModel model = load(shared.resolve("sd1"), Precision.FP32)) {
            List<Job<DrawPicture>> rows = List.of(
                    row("a mug", "", 1, 0, 64, 3, 5, NoiseSchedulerKind.DDIM),
                    row("a red mug", "", 1, 0, 64, 3, 5, NoiseSchedulerKind.DDIM));
            for (int i = 0; i < 10; i++) {
                drawn(model, rows);
            }
            long before = residentKib();
            for (int i = 0; i < 30; i++) {
                drawn(model, rows);
            }
            // one call holds about 10 MiB; thirty that leaked would be 300
            assertThat(residentKib() - before).isLessThan(64 << 10);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            unet/config.json | "act_fn": "silu" | "act_fn": "gelu" | act_fn: "gelu" (not implemented; must be silu)
            unet/config.json | "act_fn" | "class_embed_type": "timestep", "act_fn" | class_embed_type: "timestep" (not implemented; must be null)
            unet/config.json | "act_fn" | "dual_cross_attention": true, "act_fn" | dual_cross_attention: true (not implemented; must be null)
            unet/config.json | "act_fn" | "addition_embed_type": "text_time", "act_fn" | addition_embed_type: "text_time" (not implemented; must be null)
            unet/config.json | "act_fn" | "resnet_time_scale_shift": "scale_shift", "act_fn" | resnet_time_scale_shift: "scale_shift" (not implemented; must be default)
            unet/config.json | "act_fn" | "frobnicate": 3, "act_fn" | frobnicate: 3 (unknown key
            unet/config.json | "layers_per_block": 2 | "layers_per_block": 1 | unexpected: unet/config.json has no place for it
            text_encoder/config.json | "num_hidden_layers": 2 | "num_hidden_layers": 3 | missing (must be there with shape
            unet/config.json | "cross_attention_dim": 16 | "cross_attention_dim": 32 | cross_attention_dim: 32 (must be 16
            unet/config.json | "attention_head_dim": 4 | "attention_head_dim": 3 | attention_head_dim: 3 (must divide block_out_channels)
            unet/config.json | "DownBlock2D"] | "AttnDownBlock2D"] | not implemented; each must be one of
            vae/config.json | "latent_channels": 4 | "latent_channels": 8 | in_channels: 4 (must be 8
            vae/config.json | "act_fn" | "shift_factor": 0.1, "act_fn" | shift_factor: 0.1 (not implemented; must be null)
            text_encoder/config.json | quick_gelu | relu | hidden_act: "relu" (not implemented; must be quick_gelu or gelu)
            text_encoder/config.json | "num_hidden_layers": 2 | "num_hidden_layers": 1 | unexpected: text_encoder/config.json
            text_encoder/config.json | "hidden_act" | "use_attention_mask": true, "hidden_act" | use_attention_mask: true (not implemented; must be null)
            scheduler/scheduler_config.json | scaled_linear | squaredcos_cap_v2 | must be linear or scaled_linear
            scheduler/scheduler_config.json | epsilon | sample | prediction_type: "sample" (not implemented; must be epsilon or v_prediction)
            tokenizer/vocab.json | "mug</w>": | "mugs</w>": 900, "mug</w>": | 901 entries (must be 519
            tokenizer/merges.txt | r e | r e d | merge: r e d (must be two symbols
            """)
    void refusesWhatItWouldDrawOtherwise(String file, String before, String after, String message) throws IOException {
        TinyDiffusion.stableDiffusion(own, false);
        String text = Files.readString(own.resolve(file));
        assertThat(text).contains(before);
        Files.writeString(own.resolve(file), text.replace(before, after));
        assertThatThrownBy(() -> load(own, Precision.FP32).close())
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(message);
    }

    private static DiffusionModel load(Path root, Precision precision) {
        return DiffusionModel.load(ModelDirectory.open(root), precision, Device.cpu());
    }

    private static List<GeneratedImage> drawn(DiffusionModel model, List<Job<DrawPicture>> rows) {
        return model.answer(rows).stream().map(Answer::orThrow).toList();
    }

    private static byte[] pixels(DiffusionModel model, Job<DrawPicture> row) {
        return inBatches(model, List.of(row), 1).get(0);
    }

    private static List<byte[]> inBatches(DiffusionModel model, List<Job<DrawPicture>> rows, int size) {
        List<byte[]> pictures = new ArrayList<>();
        for (int start = 0; start < rows.size(); start += size) {
            drawn(model, rows.subList(start, Math.min(start + size, rows.size())))
                    .forEach(image -> pictures.add(image.pixels().rgb()));
        }
        return pictures;
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static Job<DrawPicture> row(
            String prompt,
            String negative,
            long seed,
            int imageIndex,
            int widthPx,
            int steps,
            double guidanceScale,
            NoiseSchedulerKind scheduler) {
        ImageParameters image = new ImageParameters(widthPx, 16, steps, guidanceScale, scheduler, imageIndex, 4, 1, 0);
        return new Job<>("id", new DrawPicture(prompt, negative, image), seed);
    }
}
