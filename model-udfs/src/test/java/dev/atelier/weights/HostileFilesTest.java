package dev.atelier.weights;

import static dev.atelier.weights.Damage.delete;
import static dev.atelier.weights.Damage.edit;
import static dev.atelier.weights.Damage.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has a model file's name and is none, and numbers that no model has: refused at once, whatever was promised. */
class HostileFilesTest {
    private static final String WEIGHTS = "model.safetensors";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource({"notFiles", "tooMuch", "llamaNumbers"})
    void inALanguageModel(Damage damage) {
        Path root = TinyModels.llama(folder.resolve("llama"));
        atOnce(() -> damage.isRefused(root, root));
    }

    @ParameterizedTest
    @MethodSource({"diffusionNumbers", "notComponents"})
    void inADiffusionModel(Damage damage) {
        Path root = TinyModels.diffusion(folder.resolve("sd"));
        atOnce(() -> damage.isRefused(root, root));
    }

    @ParameterizedTest
    @MethodSource("ggufs")
    void inAGgufFile(Damage damage) {
        Path file = TinyModels.gguf(folder.resolve("tiny.gguf"));
        atOnce(() -> damage.isRefused(file, file));
    }

    @Test
    void linksAreFollowedAsInHuggingFacesCache() throws IOException {
        Path blobs = TinyModels.llama(folder.resolve("blobs"));
        Path snapshot = Files.createDirectories(folder.resolve("snapshots/main"));
        try (Stream<Path> files = Files.list(blobs)) {
            for (Path blob : files.toList()) {
                Files.createSymbolicLink(
                        snapshot.resolve(blob.getFileName()),
                        Path.of("../../blobs").resolve(blob.getFileName()));
            }
        }
        Damage.load(snapshot);
        assertThat(ModelDirectory.open(snapshot).digest())
                .isEqualTo(ModelDirectory.open(blobs).digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/null"})
    void inPlaceOfAModel(Path device) {
        atOnce(() -> new Damage("a device", root -> {}, device.toString(), "", "must be a model directory")
                .isRefused(device, device));
    }

    static Stream<Damage> notFiles() {
        return Stream.of(
                        "config.json",
                        "tokenizer.json",
                        WEIGHTS,
                        "chat_template.jinja",
                        "tokenizer_config.json",
                        "merges.txt")
                .flatMap(name -> Stream.of(
                        put(name + " is a pipe", name, HostileFilesTest::pipe, "pipe or device"),
                        put(name + " is a device", name, file -> link(file, "/dev/zero"), "pipe or device"),
                        put(name + " leads nowhere", name, file -> link(file, "nowhere"), "missing"),
                        put(name + " leads to itself", name, file -> link(file, name), "symbolic link"),
                        put(name + " has 10 GB", name, file -> sparse(file, 10L << 30), "must be")));
    }

    static Stream<Damage> notComponents() {
        return Stream.of(
                        "scheduler/scheduler_config.json",
                        "unet/config.json",
                        "vae/diffusion_pytorch_model.safetensors")
                .flatMap(name -> Stream.of(
                        put(name + " is a pipe", name, HostileFilesTest::pipe, "pipe or device"),
                        put(name + " has 10 GB", name, file -> sparse(file, 10L << 30), "must be")));
    }

    static Stream<Damage> tooMuch() {
        String brackets = "[".repeat(100_000);
        String many = "{\"a\": [" + "[],".repeat(2_500_000) + "1]}";
        byte[] deep = ("{\"a\": " + brackets).getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                text("a deep config", "config.json", "{\"a\": " + brackets, "JSON", "nesting depth"),
                text("a deep tokenizer", "tokenizer.json", "{\"a\": " + brackets, "JSON", "nesting depth"),
                text("a wide tokenizer", "tokenizer.json", many, "too much", "4,000,000 values"),
                new Damage(
                        "a deep header",
                        root -> SafetensorsBytes.writeBytes(root.resolve(WEIGHTS), header(deep)),
                        WEIGHTS,
                        "header",
                        "nesting depth"),
                edit("an id of 2^31 - 1", "tokenizer.json", "\"m\": 15", "\"m\": 2147483647", "token id", "2^30"),
                edit("an id that wraps", "tokenizer.json", "\"m\": 15", "\"m\": 4294967311", "token id", "2^30"),
                edit("a negative id", "tokenizer.json", "\"m\": 15", "\"m\": -1", "token id", "from 0"),
                new Damage(
                        "a huge shape",
                        root -> SafetensorsBytes.writeBytes(
                                root.resolve(WEIGHTS),
                                header(
                                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,3],\"data_offsets\":[0,0]}}"
                                                .getBytes(StandardCharsets.UTF_8))),
                        WEIGHTS,
                        "shape of tensor a",
                        "must not overflow"));
    }

    static Stream<Damage> llamaNumbers() {
        return Stream.of(
                        "\"vocab_size\": 16",
                        "\"hidden_size\": 8",
                        "\"intermediate_size\": 12",
                        "\"num_hidden_layers\": 1",
                        "\"num_attention_heads\": 2",
                        "\"num_key_value_heads\": 1",
                        "\"max_position_embeddings\": 128")
                .flatMap(entry -> Stream.of(
                        number(entry, "config.json", "1000000000", "from 1 to"),
                        number(entry, "config.json", "2147483647", "from 1 to"),
                        number(entry, "config.json", "2147483648", "must be a whole number"),
                        number(entry, "config.json", "NaN", "must be a whole number")));
    }

    static Stream<Damage> diffusionNumbers() {
        Stream<Damage> huge = Stream.of(
                        new String[] {"text_encoder/config.json", "\"num_hidden_layers\": 1"},
                        new String[] {"text_encoder/config.json", "\"num_attention_heads\": 2"},
                        new String[] {"text_encoder/config.json", "\"hidden_size\": 8"},
                        new String[] {"text_encoder/config.json", "\"max_position_embeddings\": 8"},
                        new String[] {"text_encoder/config.json", "\"vocab_size\": 16"},
                        new String[] {"unet/config.json", "\"attention_head_dim\": 2"},
                        new String[] {"unet/config.json", "\"layers_per_block\": 1"},
                        new String[] {"unet/config.json", "\"norm_num_groups\": 4"},
                        new String[] {"unet/config.json", "\"cross_attention_dim\": 8"},
                        new String[] {"unet/config.json", "\"in_channels\": 4"},
                        new String[] {"vae/config.json", "\"layers_per_block\": 1"},
                        new String[] {"vae/config.json", "\"latent_channels\": 4"})
                .flatMap(at -> Stream.of(
                        number(at[1], at[0], "1000000000", "must be a whole number from 1 to"),
                        number(at[1], at[0], "4294967297", "must be a whole number from 1 to"),
                        number(at[1], at[0], "-1", "must be a whole number from 1 to")));
        return Stream.concat(
                huge,
                Stream.of(
                        edit("a width", "unet/config.json", "[8, 8]", "[8, 32769]", "block_out_channels", "to 32768"),
                        edit("odd", "unet/config.json", "[8, 8]", "[9, 8]", "block_out_channels", "must divide"),
                        edit(
                                "many widths",
                                "unet/config.json",
                                "[8, 8]",
                                "[" + "8,".repeat(1_000_000) + "8]",
                                "block_out_channels",
                                "list of 2"),
                        edit(
                                "many blocks",
                                "vae/config.json",
                                "[\"UpDecoderBlock2D\", ",
                                "[" + "\"UpDecoderBlock2D\",".repeat(9),
                                "up_block_types",
                                "list of 1 to 8"),
                        edit(
                                "many transformers",
                                "unet/config.json",
                                "\"freq_shift\": 0",
                                "\"transformer_layers_per_block\": 1000000000",
                                "transformer_layers_per_block",
                                "1 to 64"),
                        edit(
                                "a shift",
                                "unet/config.json",
                                "shift\": 0",
                                "shift\": 4",
                                "freq_shift",
                                "from 0.0 to 3.5"),
                        edit("no scale", "vae/config.json", "0.18215", "0", "scaling_factor", "must be a number"),
                        edit("scale NaN", "vae/config.json", "0.18215", "NaN", "scaling_factor", "must be a number"),
                        edit("eps", "text_encoder/config.json", "1e-05", "Infinity", "layer_norm_eps", "0.0 to 1.0")));
    }

    static Stream<Damage> ggufs() {
        return Stream.of(
                put("a pipe", "", HostileFilesTest::pipe, "must be a model directory or a .gguf file"),
                new Damage(
                        "a count of a sparse file",
                        file -> {
                            SafetensorsBytes.editBytes(file, bytes -> {
                                bytes[16] = bytes[17] = bytes[18] = (byte) 0xff; // metadata count
                                return bytes;
                            });
                            sparse(file, 3L << 30);
                        },
                        "tiny.gguf",
                        "metadata count: 16777215",
                        "must be at most 65536"),
                new Damage(
                        "a long array in a sparse file",
                        file -> {
                            byte[] array = ByteBuffer.allocate(12)
                                    .order(ByteOrder.LITTLE_ENDIAN)
                                    .putInt(5)
                                    .putLong(1L << 25)
                                    .array();
                            SafetensorsBytes.writeBytes(
                                    file, new GgufBytes().pair("a", 9, array).build());
                            sparse(file, 3L << 30);
                        },
                        "tiny.gguf",
                        "array length of metadata a",
                        "must be at most 4194304"));
    }

    private static Damage number(String entry, String file, String value, String rule) {
        String key = entry.substring(1, entry.indexOf('"', 1));
        return edit(file + " " + key + " " + value, file, entry, "\"" + key + "\": " + value, key + ": ", rule);
    }

    private static Damage put(String what, String name, Consumer<Path> hostile, String rule) {
        return new Damage(
                what,
                root -> {
                    Path file = name.isEmpty() ? root : root.resolve(name);
                    if (Files.exists(file)) {
                        delete(file, "");
                    }
                    hostile.accept(file);
                },
                name,
                "",
                rule);
    }

    private static byte[] header(byte[] json) {
        byte[] whole = new byte[8 + json.length];
        for (int i = 0; i < 4; i++) {
            whole[i] = (byte) (json.length >>> (8 * i));
        }
        System.arraycopy(json, 0, whole, 8, json.length);
        return whole;
    }

    private static void pipe(Path file) {
        try {
            assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                    .isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void link(Path file, String target) {
        try {
            Files.createSymbolicLink(file, Path.of(target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sparse(Path file, long size) {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pipe that is opened would be waited for without end: then the test fails rather than hang. */
    private static void atOnce(Runnable test) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), test::run);
    }
}
