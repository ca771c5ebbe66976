package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.DeviceWish;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.NoiseSchedulerKind;
import dev.atelier.domain.Precision;
import dev.atelier.domain.VendorSettings;
import dev.atelier.networks.DecoderNetwork;
import dev.atelier.networks.VaeNetwork;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the driver is told of a model before the first row: of its files, and of what a run wants of it. */
class ModelCheckTest {
    private static final ModelUse WRITE = new ModelUse.Write("template title", false, 16);
    private static final ModelUse DRAW = draw(64, 64, 4, NoiseSchedulerKind.DDIM);
    private static final ModelUse EMBED = new ModelUse.Embed("score.embedder");

    @TempDir
    static Path models;

    @TempDir
    Path folder;

    @BeforeAll
    static void write() throws IOException {
        TinyLlama.write(models.resolve("writer"), "llama", "2");
        TinyDiffusion.stableDiffusion(models.resolve("painter"), false);
        TinyDiffusion.clip(models.resolve("judge"));
    }

    private static ModelUse draw(int widthPx, int heightPx, int steps, NoiseSchedulerKind noiseScheduler) {
        return new ModelUse.Draw(
                "template picture",
                List.of(new ImageParameters(widthPx, heightPx, steps, 7.5, noiseScheduler, 0, 1, 1, 0)));
    }

    private static void check(Path root, ModelUse... uses) {
        Models.check(root.getFileName().toString(), ModelDirectory.open(root), List.of(uses));
    }

    @Test
    void whatFitsPasses() {
        assertThatCode(() -> check(models.resolve("writer"), WRITE)).doesNotThrowAnyException();
        assertThatCode(() -> check(models.resolve("painter"), DRAW)).doesNotThrowAnyException();
        assertThatCode(() -> check(models.resolve("judge"), EMBED)).doesNotThrowAnyException();
        assertThatCode(() -> check(models.resolve("judge"))).doesNotThrowAnyException();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("painter", WRITE, "template title writes texts", "a diffusion model", "a language model"),
                kind("judge", WRITE, "template title writes texts", "a CLIP model", "a language model"),
                kind("writer", DRAW, "template picture draws pictures", "a language model", "a diffusion model"),
                kind("judge", DRAW, "template picture draws pictures", "a CLIP model", "a diffusion model"),
                kind("writer", EMBED, "score.embedder compares pictures", "a language model", "a CLIP model"),
                kind("painter", EMBED, "score.embedder compares pictures", "a diffusion model", "a CLIP model"));
    }

    private static Arguments kind(String model, ModelUse use, String does, String is, String needed) {
        return Arguments.of(model, use, does, is, needed);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theKindAgainstTheUse(String model, ModelUse use, String does, String is, String needed) {
        assertThatThrownBy(() -> check(models.resolve(model), use))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(does + " ", "with model " + model + ", which is " + is, "must be " + needed);
    }

    @ParameterizedTest
    @CsvSource({"64, 64, 999", "8, 8, 1", "72, 8, 999", "4096, 8, 61"})
    void pictures(int widthPx, int heightPx, int steps) {
        assertThatCode(() -> check(models.resolve("painter"), draw(widthPx, heightPx, steps, NoiseSchedulerKind.PNDM)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "num_train_timesteps\": 1000|num_train_timesteps\": 500|501|DDIM|1 to 500, num_train_timesteps",
                "skip_prk_steps\": true|skip_prk_steps\": false|3|PNDM|at least 4 for pndm",
                "steps_offset\": 1|steps_offset\": 0|1000|DDIM|past the last of training"
            })
    void stepsThatTheSchedulerFileCannotGive(
            String from, String to, int steps, NoiseSchedulerKind scheduler, String rule) throws IOException {
        Path root = TinyDiffusion.stableDiffusion(folder.resolve("painter"), false);
        edit(root.resolve("scheduler/scheduler_config.json"), from, to);
        assertThatThrownBy(() -> check(root, DRAW, draw(64, 64, steps, scheduler)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("template picture", "numInferenceSteps: " + steps, rule);
    }

    /** diffusers' other schedulers pass over these keys, so they count only where Euler draws. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "interpolation_type": "log_linear" | interpolation_type: "log_linear" (not implemented; must be linear)
            "use_exponential_sigmas": true | use_exponential_sigmas: true (not implemented; must be false)
            "use_beta_sigmas": true | use_beta_sigmas: true (not implemented; must be false)
            "timestep_type": "continuous" | timestep_type: "continuous" (not implemented; must be discrete)
            "final_sigmas_type": "sigma_min" | final_sigmas_type: "sigma_min" (not implemented; must be zero)
            """)
    void sigmasOfAnotherKindAreRefusedByName(String entry, String message) throws IOException {
        Path root = TinyDiffusion.stableDiffusion(folder.resolve("painter"), false);
        edit(root.resolve("scheduler/scheduler_config.json"), "\"steps_offset\": 1", "\"steps_offset\": 1, " + entry);
        assertThatCode(() -> check(root, draw(64, 64, 4, NoiseSchedulerKind.DDIM)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(root, draw(64, 64, 4, NoiseSchedulerKind.EULER)))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"72, 64, false", "64, 40, false", "64, 96, true", "4096, 16, true"})
    void sizesOfAVaeThatShrinksBySixteen(int widthPx, int heightPx, boolean fits) throws IOException {
        Path root = TinyDiffusion.stableDiffusion(folder.resolve("painter"), false);
        List<String> down = Collections.nCopies(5, "\"DownEncoderBlock2D\"");
        List<String> up = Collections.nCopies(5, "\"UpDecoderBlock2D\"");
        TinyDiffusion.write(
                root.resolve("vae/config.json"),
                "{\"block_out_channels\": [8, 8, 8, 8, 8], \"norm_num_groups\": 4, \"down_block_types\": " + down
                        + ", \"up_block_types\": " + up + "}");
        TinyDiffusion.weights(root.resolve("vae"), VaeNetwork.architecture(ModelDirectory.open(root)));
        if (fits) {
            assertThatCode(() -> check(root, draw(widthPx, heightPx, 4, NoiseSchedulerKind.DDIM)))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> check(root, draw(widthPx, heightPx, 4, NoiseSchedulerKind.DDIM)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("template picture", widthPx + "x" + heightPx, "multiples of 16");
        }
    }

    @Test
    void answersLongerThanTheContext() throws IOException {
        Path root = TinyLlama.write(folder.resolve("writer"), "llama", "2");
        int context = DecoderNetwork.of(ModelDirectory.open(root)).maxPositionEmbeddings();
        assertThatThrownBy(() -> check(root, WRITE, new ModelUse.Write("template long", true, context - 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("template long", "maxNewTokens: " + (context - 1), "context of " + context);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "writer|tokenizer.json|\"BPE\"|\"BPX\"|tokenizer|must be a tokenizer.json",
                "painter|scheduler/scheduler_config.json|timesteps\": 1000|timesteps\": 2147483647|num_train|1 to 100000",
                "painter|scheduler/scheduler_config.json|0.00085|NaN|beta_start|must be a number from 0.0 to 1.0",
                "painter|scheduler/scheduler_config.json|0.00085|\"0.5\"|beta_start|must be a number",
                "painter|tokenizer/merges.txt|m u|m u x|merge|two symbols",
                "judge|preprocessor_config.json|\"do_resize\": true|\"do_resize\": \"no\"|do_resize|true or false",
                "judge|config.json|\"image_size\": 16|\"image_size\": 1000000000|image_size|1 to 4096",
                "judge|config.json|\"patch_size\": 4|\"patch_size\": 2000|patch_size|1 to 1024"
            })
    void filesThatLoadWouldRefuse(String model, String file, String from, String to, String field, String rule)
            throws IOException {
        Path root = copy(models.resolve(model));
        edit(root.resolve(file), from, to);
        assertThatThrownBy(() -> check(root))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll(field, rule);
    }

    @Test
    void aModelThatChangesBetweenItsDigestAndItsLoadIsRefused() throws IOException {
        Path root = copy(models.resolve("writer"));
        ModelDirectory directory = ModelDirectory.open(root);
        ModelSpec spec = new ModelSpec(
                new ModelRef("writer", directory.digest(), "p", Precision.FP32),
                root.toString(),
                DeviceWish.CPU,
                VendorSettings.NONE);
        var modified = Files.getLastModifiedTime(root.resolve("config.json"));
        edit(root.resolve("config.json"), "\"rope_theta\": 10000.0", "\"rope_theta\": 20000.0");
        Files.setLastModifiedTime(root.resolve("config.json"), modified);
        long loads = Models.loads();

        assertThatThrownBy(() -> Models.writer(spec, directory, ModelDevice.choose(DeviceWish.CPU, List.of())))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("config.json", "digest", "changed while the model was read");
        assertThat(Models.loads()).isEqualTo(loads);
    }

    private Path copy(Path model) throws IOException {
        Path root = folder.resolve(model.getFileName());
        try (Stream<Path> all = Files.walk(model)) {
            for (Path file : all.toList()) {
                Files.copy(file, root.resolve(model.relativize(file).toString()));
            }
        }
        return root;
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
