package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import dev.atelier.domain.Precision;
import dev.atelier.domain.TextParameters;
import dev.atelier.inference.TinyDiffusion.Widths;
import dev.atelier.inference.TinyLlama.Sizes;
import dev.atelier.networks.ClipNetwork;
import dev.atelier.networks.Network;
import dev.atelier.networks.UnetNetwork;
import dev.atelier.networks.VaeNetwork;
import dev.atelier.text.Uniform;
import dev.atelier.weights.ModelDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The law, on architectures drawn at random: a row's numbers are the same bits alone and in any company, on one thread and
 * on two. Numbers, not pixels: rounding hides differences. On a CPU without bf16 arithmetic that precision is refused.
 */
class EqualBytesTest {
    @TempDir
    private Path folder;

    @AfterEach
    void oneThreadAgain() {
        JniUtils.setNumThreads(1);
    }

    private static List<Precision> precisions() {
        return Requests.precisions();
    }

    private static int drawn(int draw, int number, int least, int most) {
        return least + (int) (Uniform.at(draw, number) * (most - least + 1));
    }

    static Stream<Arguments> decoders() {
        return precisions().stream().flatMap(precision -> IntStream.range(0, 6).mapToObj(draw -> {
            int keyValueHeads = drawn(draw, 0, 1, 3);
            Sizes sizes = new Sizes(
                    drawn(draw, 1, 5, 90),
                    drawn(draw, 2, 5, 200),
                    keyValueHeads * drawn(draw, 3, 1, 4),
                    keyValueHeads,
                    2 * drawn(draw, 4, 4, 40),
                    drawn(draw, 5, 1, 2),
                    draw % 2 == 0 ? 2048 : drawn(draw, 6, 600, 1200));
            return Arguments.of(precision, draw > 3 ? "qwen3" : draw % 3 == 0 ? "qwen2" : "llama", sizes);
        }));
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void aRowOfALanguageModelIsAlone(Precision precision, String type, Sizes sizes) throws IOException {
        Path root = TinyLlama.write(folder, type, "2", sizes);
        try (LanguageModel model = LanguageModel.load(ModelDirectory.open(root), precision, Device.cpu())) {
            int longest = sizes.context() - 8;
            int[] lengths = {1, 63, 130, 500, longest};
            List<String> alone = new ArrayList<>();
            for (int length : lengths) {
                alone.addAll(answers(model, length));
            }
            for (int threads = 1; threads <= 2; threads++) {
                JniUtils.setNumThreads(threads);
                assertThat(answers(model, lengths)).as(threads + " threads").isEqualTo(alone);
                assertThat(answers(model, 130, 1)).isEqualTo(List.of(alone.get(2), alone.get(0)));
            }
        }
    }

    /** Log probabilities of greedy answers to prompts of some lengths, run together. */
    private static List<String> answers(LanguageModel model, int... lengths) {
        TextParameters greedy = TextParameters.greedy(8);
        List<DecodeRow> rows = IntStream.of(lengths)
                .mapToObj(length -> model.row(
                        IntStream.range(0, length)
                                .map(i -> 3 + (i * 7 + length) % 250)
                                .toArray(),
                        greedy,
                        0))
                .toList();
        return Requests.run(model, rows).stream()
                .map(c ->
                        c.meanLogprob() + " " + IntStream.of(c.tokens()).boxed().toList())
                .toList();
    }

    static Stream<Arguments> painters() {
        return precisions().stream().flatMap(precision -> IntStream.range(0, 4).mapToObj(draw -> {
            int text = 2 * drawn(draw, 0, 2, 30);
            List<Integer> unet = List.of(4 * drawn(draw, 1, 2, 12), 4 * drawn(draw, 2, 2, 20));
            List<Integer> vae = List.of(4 * drawn(draw, 3, 1, 6), 4 * drawn(draw, 4, 1, 9));
            return Arguments.of(precision, draw % 2 == 1, new Widths(unet, vae, text, drawn(draw, 5, 5, 99)));
        }));
    }

    @ParameterizedTest
    @MethodSource("painters")
    void aRowOfADiffusionModelIsAlone(Precision precision, boolean second, Widths widths) throws IOException {
        ModelDirectory directory = ModelDirectory.open(TinyDiffusion.stableDiffusion(folder, second, widths));
        Network clip = ClipNetwork.textEncoder(directory);
        int words = clip.number("text_model.vocab_size");
        try (Program text = Program.load(clip, precision, Device.cpu());
                Program denoise = Program.load(UnetNetwork.of(directory), precision, Device.cpu());
                Program decode = Program.load(VaeNetwork.of(directory), precision, Device.cpu())) {
            for (int[] size : new int[][] {{2, 2}, {16, 10}}) {
                Shape latents = new Shape(4, size[0], size[1]);
                assertRowsAlone(text, "text_states", scope -> ids(scope, words));
                assertRowsAlone(decode, "decode", scope -> normal(scope, latents, 1));
                assertRowsAlone(
                        denoise,
                        "forward",
                        scope -> normal(scope, latents, 2),
                        scope -> scope.create(new float[] {999, 1, 500, 20, 3, 77, 640, 981}),
                        scope -> normal(scope, new Shape(77, widths.text()), 3));
            }
        }
    }

    private interface Input {
        NDArray of(NDManager scope);
    }

    private static final int ROWS = 8;

    private static NDArray normal(NDManager scope, Shape row, int seed) {
        return scope.create(
                new dev.atelier.diffusion.TorchNoise(seed, (int) (ROWS * row.size()), 0, 1).get(),
                new Shape(ROWS).addAll(row));
    }

    private static NDArray ids(NDManager scope, int words) {
        long[] ids =
                IntStream.range(0, ROWS * 77).mapToLong(i -> (i * 31L) % words).toArray();
        return scope.create(ids, new Shape(ROWS, 77));
    }

    private static void assertRowsAlone(Program program, String method, Input... inputs) {
        JniUtils.setNumThreads(1);
        List<float[]> alone = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            alone.add(run(program, method, row, row + 1, inputs));
        }
        for (int threads = 1; threads <= 2; threads++) {
            JniUtils.setNumThreads(threads);
            for (int[] rows : new int[][] {{0, 1}, {0, 2}, {3, 6}, {2, 7}, {0, ROWS}}) {
                float[] together = run(program, method, rows[0], rows[1], inputs);
                int size = alone.get(0).length;
                for (int row = rows[0]; row < rows[1]; row++) {
                    int start = (row - rows[0]) * size;
                    assertThat(java.util.Arrays.copyOfRange(together, start, start + size))
                            .as("row %d of %d to %d, %d threads, %s", row, rows[0], rows[1], threads, program)
                            .isEqualTo(alone.get(row));
                }
            }
        }
    }

    private static float[] run(Program program, String method, int from, int to, Input... inputs) {
        try (NDManager scope = program.newScope()) {
            NDArray[] some = Stream.of(inputs)
                    .map(input -> input.of(scope).get(from + ":" + to))
                    .toArray(NDArray[]::new);
            return program.run(scope, method, some).singletonOrThrow().toFloatArray();
        }
    }

    @Test
    void bf16IsRefusedWhereItsSumsWouldDependOnTheBatch() {
        if (Cpu.multipliesBf16()) {
            assertThat(Cpu.features()).containsAnyOf("avx512_bf16", "amx_bf16");
        } else {
            assertThatThrownBy(Cpu::requireBf16)
                    .isInstanceOf(DeviceUnavailable.class)
                    .hasMessageContaining("set precision = fp32");
        }
    }
}
