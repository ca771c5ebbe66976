package dev.atelier.weights;

import static dev.atelier.weights.SafetensorsBytes.editBytes;
import static dev.atelier.weights.SafetensorsBytes.editHeader;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole directory is damaged in one way at a time; the refusal must name the file, the field and the rule. */
class DamagedModelTest {
    private static final String WEIGHTS = "model.safetensors";
    private static final String FIRST = "model-00001-of-00002.safetensors";
    private static final String SECOND = "model-00002-of-00002.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    @TempDir
    Path folder;

    /** @param file, field, rule parts of the message */
    private record Damage(String what, Consumer<Path> to, String file, String field, String rule) {
        @Override
        public String toString() {
            return what;
        }
    }

    @Test
    void whatIsNotDamagedPasses() {
        assertThatCode(() -> load(TinyModels.llama(folder.resolve("llama")))).doesNotThrowAnyException();
        assertThatCode(() -> load(TinyModels.diffusion(folder.resolve("sd")))).doesNotThrowAnyException();
        Path sharded = TinyModels.llama(folder.resolve("sharded"));
        TinyModels.shard(sharded);
        assertThatCode(() -> load(TinyModels.gguf(folder.resolve("tiny.gguf")))).doesNotThrowAnyException();
        assertThatCode(() -> load(sharded)).doesNotThrowAnyException();
    }

    static Stream<Damage> safetensors() {
        return Stream.of(
                bytes("empty file", bytes -> new byte[0], "file size: 0", "at least 8 bytes"),
                bytes("cut off", bytes -> Arrays.copyOf(bytes, bytes.length - 5), "data_offsets", "begin <= end <="),
                bytes("cut off in the header", bytes -> Arrays.copyOf(bytes, 100), "header length", "is it cut off?"),
                bytes(
                        "bytes after the end",
                        bytes -> Arrays.copyOf(bytes, bytes.length + 1),
                        "file size",
                        "nothing may"),
                bytes("header length huge", bytes -> length(bytes, 1L << 40), "1099511627776", "the format's limit"),
                bytes("header length negative", bytes -> length(bytes, -1), "18446744073709551615", "2 to 100000000"),
                bytes("header not JSON", bytes -> set(bytes, 8, '['), "header: byte 91", "must begin with '{'"),
                bytes("header not UTF-8", bytes -> set(bytes, 10, 0xff), "header", "must be valid UTF-8"),
                bytes(
                        "pickle inside",
                        bytes -> set(set(set(bytes, 0, 0x80), 1, 2), 8, '}'),
                        "a pickle",
                        "code of strangers"),
                bytes("TorchScript inside", DamagedModelTest::zip, "a zip archive", "safe_serialization=True"),
                header("NaN", "[16,8]", "NaN", "header", "without NaN"),
                header(
                        "name twice",
                        "layers.0.mlp.gate_proj",
                        "layers.0.mlp.up_proj",
                        "Duplicate field",
                        "repeated keys"),
                header("offsets overlap", "[512,544]", "[480,512]", "offset of tensor", "must not overlap"),
                header("a hole", "[512,544]", "[544,576]", "offset of tensor", "without a hole"),
                header("offsets negative", "[0,512]", "[-512,0]", "data_offsets of tensor", "from 0 to 2^63-1"),
                header("offsets reversed", "[0,512]", "[512,0]", "data_offsets of tensor", "begin <= end"),
                header("offsets beyond 64 bits", "[0,512]", "[0,18446744073709551616]", "data_offsets", "2^63-1"),
                header("shape overflows", "[16,8]", "[4294967296,4294967296]", "shape of tensor", "not overflow"),
                header(
                        "shape and bytes differ",
                        "[16,8]",
                        "[17,8]",
                        "data_offsets",
                        "must span 544 bytes for F32[17, 8]"),
                header("shape not whole", "[16,8]", "[16.5,8]", "shape of tensor", "whole numbers"),
                header("type unknown", "\"F32\"", "\"F4_EXOTIC\"", "dtype of tensor", "must be a plain type"),
                header("field unknown", "\"shape\"", "\"form\"", "tensor", "exactly dtype, shape and data_offsets"));
    }

    static Stream<Damage> directories() {
        return Stream.of(
                new Damage("no config", root -> delete(root, "config.json"), "llama", "config.json", "or name a .gguf"),
                text("config not JSON", "config.json", "{\"model_type\": llama}", "JSON", "JSON object"),
                text("config a list", "config.json", "[1]", "JSON: [1]", "must be a JSON object"),
                text("two objects", "config.json", "{} {}", "JSON", "must be a JSON object"),
                edit("a key twice", "config.json", "\"hidden_size\"", "\"vocab_size\"", "Duplicate", "repeated keys"),
                edit("another family", "config.json", "LlamaForCausalLM", "BertModel", "BertModel", "ForCausalLM"),
                edit("code of strangers", "config.json", "\"model_type\"", "\"auto_map\"", "auto_map", "never run"),
                new Damage(
                        "no weights", root -> delete(root, WEIGHTS), "llama", "weights: missing", ".safetensors file"),
                new Damage(
                        "only a pickle",
                        root -> {
                            delete(root, WEIGHTS);
                            TinyModels.write(root.resolve("pytorch_model.bin"), "\u0080\u0002");
                        },
                        "pytorch_model.bin",
                        "weights",
                        "never opened"),
                new Damage(
                        "only foreign TorchScript",
                        root -> {
                            delete(root, WEIGHTS);
                            TinyModels.write(root.resolve("model.pt"), "PK");
                        },
                        "model.pt",
                        "weights",
                        "never opened"),
                new Damage(
                        "two variants",
                        root -> copy(root, WEIGHTS, "model.fp16.safetensors"),
                        "llama",
                        "[model.fp16.safetensors, model.safetensors]",
                        "must be one variant"),
                sharded(
                        "a shard is missing",
                        root -> delete(root, SECOND),
                        "index.json",
                        "weight_map: " + SECOND,
                        "download"),
                sharded(
                        "whole and sharded",
                        root -> copy(root, SECOND, WEIGHTS),
                        WEIGHTS,
                        "not in the index",
                        "one variant"),
                sharded(
                        "the index names another shard",
                        root -> replace(root.resolve(INDEX), "norm.weight\": \"" + FIRST, "norm.weight\": \"" + SECOND),
                        FIRST,
                        "tensor model.norm.weight",
                        "the index must name this file"),
                sharded(
                        "the index names a tensor that is nowhere",
                        root -> replace(root.resolve(INDEX), "{\"model.e", "{\"extra\": \"" + FIRST + "\", \"model.e"),
                        INDEX,
                        "weight_map of extra",
                        "the shard must hold that tensor"),
                sharded(
                        "a shard outside the directory",
                        root -> replace(root.resolve(INDEX), "\"" + FIRST, "\"../" + FIRST),
                        INDEX,
                        "../" + FIRST,
                        "beside the index"),
                sharded(
                        "an index of nothing",
                        root -> TinyModels.write(root.resolve(INDEX), "{\"weight_map\": {}}"),
                        INDEX,
                        "weight_map",
                        "must name the shard"));
    }

    static Stream<Damage> decoders() {
        return Stream.of(
                config("key missing", "\"vocab_size\": 16, ", "", "vocab_size: missing", "must be a whole number"),
                config("size negative", "\"hidden_size\": 8", "\"hidden_size\": -8", "hidden_size: -8", "must be 1 to"),
                new Damage(
                        "size of another",
                        root -> replace(root.resolve("config.json"), "\"hidden_size\": 8", "\"hidden_size\": 16"),
                        WEIGHTS,
                        "shape of tensor",
                        "by the config"),
                config(
                        "heads",
                        "key_value_heads\": 1",
                        "key_value_heads\": 3",
                        "num_key_value_heads: 3",
                        "must divide"),
                config("activation", "silu", "gelu", "hidden_act: \"gelu\"", "only silu is implemented"),
                config("end token", "eos_token_id\": 2", "eos_token_id\": 99", "eos_token_id: 99", "vocab_size = 16"),
                config("a key of other models", "\"hidden_act\"", "\"clip_qkv\"", "clip_qkv", "not implemented"),
                config("family", "\"llama\"", "\"mamba\"", "model_type: \"mamba\"", "llama, mistral or qwen2"),
                new Damage(
                        "more layers than weights",
                        root -> replace(root.resolve("config.json"), "hidden_layers\": 1", "hidden_layers\": 2"),
                        "llama",
                        "tensor model.layers.1.",
                        "must be there with shape"),
                new Damage(
                        "no output layer",
                        root -> replace(
                                root.resolve("config.json"),
                                "\"tie_word_embeddings\": true",
                                "\"tie_word_embeddings\": false"),
                        "llama",
                        "tensor lm_head.weight: missing",
                        "must be there with shape [16, 8]"),
                weights("tensor unexpected", "model.norm.", "model.extra.", "model.extra.weight", "without it"),
                weights("type not readable", "F32", "I32", "type of tensor", "must be one of"),
                text(
                        "tokenizer of another",
                        "tokenizer.json",
                        TinyModels.tokenizerJson(18),
                        "18 tokens",
                        "another model"),
                text("tokenizer not JSON", "tokenizer.json", "BPE", "JSON", "must be a JSON object"),
                new Damage(
                        "no tokenizer",
                        root -> delete(root, "tokenizer.json"),
                        "tokenizer.json",
                        "file: missing",
                        "as the vendor publishes it"));
    }

    static Stream<Damage> diffusers() {
        return Stream.of(
                edit(
                        "another pipeline",
                        "model_index.json",
                        "StableDiffusionP",
                        "FluxP",
                        "_class_name: FluxP",
                        "1.x or 2.x"),
                edit(
                        "a class of strangers",
                        "model_index.json",
                        "[\"diffusers\", \"UN",
                        "[\"evil\", \"UN",
                        "unet",
                        "diffusers"),
                edit(
                        "another text encoder",
                        "model_index.json",
                        "CLIPTextModel",
                        "T5EncoderModel",
                        "T5",
                        "CLIPTextModel"),
                new Damage(
                        "a folder is missing",
                        root -> delete(root, "vae"),
                        "vae",
                        "folder: missing",
                        "model_index.json"),
                new Damage(
                        "fp16 beside fp32",
                        root -> copy(
                                root,
                                "unet/diffusion_pytorch_model.safetensors",
                                "unet/diffusion_pytorch_model.fp16.safetensors"),
                        "unet",
                        "diffusion_pytorch_model.fp16.safetensors",
                        "must be one variant"),
                new Damage(
                        "a pickled component",
                        root -> {
                            delete(root, "unet/diffusion_pytorch_model.safetensors");
                            TinyModels.write(root.resolve("unet/diffusion_pytorch_model.bin"), "PK");
                        },
                        "diffusion_pytorch_model.bin",
                        "weights",
                        "never opened"));
    }

    static Stream<Damage> gguf() {
        return Stream.of(
                gguf("wrong magic", b -> b.magic = 0x4c4d4747, "magic: 0x4c4d4747", "must be GGUF"),
                gguf("old version", b -> b.version = 1, "version: 1", "must be 2 or 3"),
                gguf("big-endian", b -> b.version = 3 << 24, "version", "big-endian"),
                gguf("alignment", b -> b.u32("general.alignment", 24), "general.alignment: 24", "power of two"),
                gguf("too many tensors", b -> b.tensorCountError = 1L << 40, "tensor count", "bytes that follow"),
                gguf("negative count", b -> b.tensorCountError = Long.MIN_VALUE, "tensor count", "below 2^63"),
                gguf("misaligned offset", b -> b.offsetError = 4, "offset of tensor", "multiple of the alignment 32"),
                gguf("offset with a hole", b -> b.offsetError = 32, "offset of tensor", "without a hole"),
                gguf("overlap", b -> b.offsetError = -32, "offset of tensor", "must not overlap"),
                gguf("key twice", b -> b.u32("llama.block_count", 2), "llama.block_count: twice", "not be repeated"),
                gguf("string too long", b -> b.pair("x", 8, GgufBytes.longs(1L << 33)), "string length of", "at most"),
                gguf("text not UTF-8", b -> b.pair("x", 8, badText()), "metadata x", "valid UTF-8"),
                gguf("value type", b -> b.pair("x", 99, new byte[8]), "type of metadata x: 99", "0 to 12"),
                gguf("nested array", b -> b.pair("x", 9, nested()), "type of metadata x: 9", "not be nested"),
                gguf(
                        "array too long",
                        b -> b.pair("x", 9, endless()),
                        "array length of metadata x",
                        "bytes that follow"),
                gguf("boolean", b -> b.pair("x", 7, new byte[] {3}), "metadata x: 3", "must be 0 or 1"),
                gguf(
                        "tensor twice",
                        b -> tensor(b, "output_norm.weight", 0, 4),
                        "output_norm.weight: twice",
                        "repeated"),
                gguf("tensor type", b -> tensor(b, "x", 77, 4), "type of tensor x: 77", "must be a GGML type"),
                gguf(
                        "rank",
                        b -> b.tensor("x", 0, new long[] {1, 1, 1, 1, 1}, new byte[4]),
                        "rank of tensor x: 5",
                        "0 to 4"),
                gguf("half a block", b -> tensor(b, "x", 2, 33), "shape of tensor x: [33]", "multiple of 32"),
                gguf("shape overflows", b -> b.tensor("x", 0, big(), new byte[4]), "shape of tensor x", "not overflow"),
                gguf("experts", b -> b.u32("llama.expert_count", 8), "llama.expert_count: 8", "only 0 is implemented"),
                gguf("a key of other models", b -> b.f32("llama.softcap", 5), "llama.softcap", "not implemented"),
                gguf("end token", b -> b.u32("tokenizer.ggml.eot_token_id", -1), "eot_token_id", "below 16"),
                named(
                        "another family",
                        "\5\0\0\0\0\0\0\0llama",
                        "\5\0\0\0\0\0\0\0mamba",
                        "general.architecture",
                        "llama"),
                named(
                        "a key is missing",
                        "llama.block_count",
                        "llama_block_count",
                        "llama.block_count",
                        "must be there"),
                named(
                        "a tensor is missing",
                        "blk.0.attn_v",
                        "blk.1.attn_v",
                        "tensor blk.1.attn_v.weight",
                        "without it"),
                named("a value of another kind", "head_count\4", "head_count\6", "head_count: Real", "must be Whole"),
                gguf("a part of several", b -> b.u32("split.count", 3), "split.count: 3", "merge the parts"),
                new Damage(
                        "cut off",
                        f -> editBytes(f, b -> Arrays.copyOf(b, b.length - 90)),
                        "tiny.gguf",
                        "offset",
                        "cut off"),
                new Damage(
                        "cut in the header",
                        f -> editBytes(f, b -> Arrays.copyOf(b, 90)),
                        "tiny.gguf",
                        "tensor count",
                        "bytes that follow"),
                new Damage(
                        "bytes after the end",
                        f -> editBytes(f, b -> Arrays.copyOf(b, b.length + 64)),
                        "tiny.gguf",
                        "file size",
                        "must be"));
    }

    @ParameterizedTest
    @MethodSource("safetensors")
    void damagedSafetensors(Damage damage) {
        Path root = TinyModels.llama(folder.resolve("llama"));
        refused(damage, root.resolve(WEIGHTS), root);
    }

    @ParameterizedTest
    @MethodSource("directories")
    void damagedDirectory(Damage damage) {
        Path root = TinyModels.llama(folder.resolve("llama"));
        refused(damage, root, root);
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void decoderThatDoesNotFit(Damage damage) {
        Path root = TinyModels.llama(folder.resolve("llama"));
        refused(damage, root, root);
    }

    @ParameterizedTest
    @MethodSource("diffusers")
    void damagedDiffusersDirectory(Damage damage) {
        Path root = TinyModels.diffusion(folder.resolve("sd"));
        refused(damage, root, root);
    }

    @ParameterizedTest
    @MethodSource("gguf")
    void damagedGguf(Damage damage) {
        Path file = TinyModels.gguf(folder.resolve("tiny.gguf"));
        refused(damage, file, file);
    }

    @Test
    void aSingleFileThatIsNoGgufIsRefused() {
        Path pickle = folder.resolve("model.ckpt");
        TinyModels.write(pickle, "PK");

        assertThatThrownBy(() -> load(pickle)).hasMessageContainingAll("model.ckpt", "never opened");
        assertThatThrownBy(() -> load(folder.resolve("nowhere"))).hasMessageContainingAll("nowhere", "missing");
    }

    private void refused(Damage damage, Path damaged, Path model) {
        damage.to.accept(damaged);
        assertThatThrownBy(() -> load(model))
                .isInstanceOf(BadModelException.class)
                .hasMessageStartingWith("Bad model " + folder)
                .hasMessageContainingAll(damage.file, damage.field, damage.rule);
    }

    /** What comes before the first weight is read: layout, configs, headers, tensors against config, tokenizer. */
    private static void load(Path path) {
        ModelDirectory model = ModelDirectory.open(path);
        List<String> parts =
                model.kind() == ModelDirectory.Kind.DIFFUSION ? List.of("unet", "vae", "text_encoder") : List.of("");
        parts.forEach(model::tensors);
        if (model.kind() == ModelDirectory.Kind.LANGUAGE) {
            LlamaConfig config = LlamaConfig.of(model);
            LlamaTensors.of(model, config);
            TokenizerFiles.of(model, config.vocabSize());
        }
    }

    private static Damage bytes(String what, UnaryOperator<byte[]> edit, String field, String rule) {
        return new Damage(what, file -> editBytes(file, edit), WEIGHTS, field, rule);
    }

    private static Damage header(String what, String from, String to, String field, String rule) {
        return new Damage(
                what, file -> editHeader(file, h -> h.replaceFirst(Pattern.quote(from), to)), WEIGHTS, field, rule);
    }

    private static Damage text(String what, String file, String text, String field, String rule) {
        return new Damage(what, root -> TinyModels.write(root.resolve(file), text), file, field, rule);
    }

    private static Damage edit(String what, String file, String from, String to, String field, String rule) {
        return new Damage(what, root -> replace(root.resolve(file), from, to), file, field, rule);
    }

    private static Damage config(String what, String from, String to, String field, String rule) {
        return edit(what, "config.json", from, to, field, rule);
    }

    private static Damage weights(String what, String from, String to, String field, String rule) {
        return new Damage(
                what, root -> editHeader(root.resolve(WEIGHTS), h -> h.replace(from, to)), WEIGHTS, field, rule);
    }

    private static Damage sharded(String what, Consumer<Path> damage, String file, String field, String rule) {
        return new Damage(
                what,
                root -> {
                    TinyModels.shard(root);
                    damage.accept(root);
                },
                file,
                field,
                rule);
    }

    private static Damage gguf(String what, Consumer<GgufBytes> damage, String field, String rule) {
        GgufBytes bytes = TinyModels.ggufBytes();
        damage.accept(bytes);
        return new Damage(what, file -> SafetensorsBytes.writeBytes(file, bytes.build()), "tiny.gguf", field, rule);
    }

    private static Damage named(String what, String from, String to, String field, String rule) {
        return new Damage(what, file -> replace(file, from, to), "tiny.gguf", field, rule);
    }

    private static void tensor(GgufBytes bytes, String name, int type, int elements) {
        bytes.tensor(name, type, new long[] {elements}, new byte[elements * 4]);
    }

    private static long[] big() {
        return new long[] {1L << 40, 1L << 40};
    }

    private static byte[] badText() {
        return GgufBytes.join(GgufBytes.longs(1), new byte[] {(byte) 0xff});
    }

    private static byte[] nested() {
        return GgufBytes.join(GgufBytes.ints(9), GgufBytes.longs(1), new byte[16]);
    }

    private static byte[] endless() {
        return GgufBytes.join(GgufBytes.ints(0), GgufBytes.longs(1L << 40));
    }

    private static byte[] length(byte[] bytes, long length) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        return bytes;
    }

    private static byte[] set(byte[] bytes, int position, int value) {
        bytes[position] = (byte) value;
        return bytes;
    }

    private static byte[] zip(byte[] bytes) {
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, bytes, 0, 4);
        return bytes;
    }

    private static void replace(Path file, String from, String to) {
        editBytes(file, bytes -> {
            String before = new String(bytes, StandardCharsets.ISO_8859_1);
            String after = before.replace(from, to);
            if (after.equals(before)) {
                throw new IllegalStateException("the edit changed nothing in " + before);
            }
            return after.getBytes(StandardCharsets.ISO_8859_1);
        });
    }

    private static void copy(Path root, String from, String to) {
        try {
            Files.copy(root.resolve(from), root.resolve(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path root, String name) {
        try (Stream<Path> all = Files.walk(root.resolve(name))) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
