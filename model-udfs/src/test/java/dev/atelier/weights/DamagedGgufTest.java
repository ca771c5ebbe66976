package dev.atelier.weights;

import static dev.atelier.weights.Damage.replace;
import static dev.atelier.weights.SafetensorsBytes.editBytes;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A GGUF file is damaged in one way at a time; the refusal names the file, the field and the rule. */
class DamagedGgufTest {
    @TempDir
    Path folder;

    @Test
    void whatIsNotDamagedPasses() {
        assertThatCode(() -> Damage.load(TinyModels.gguf(folder.resolve("tiny.gguf"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("gguf")
    void isRefused(Damage damage) {
        Path file = TinyModels.gguf(folder.resolve("tiny.gguf"));
        damage.isRefused(file, file);
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
                gguf(
                        "experts",
                        b -> b.u32("llama.expert_count", 8),
                        "llama.expert_count: 8",
                        "not implemented; must be 0"),
                gguf("a key of other models", b -> b.f32("llama.softcap", 5), "llama.softcap", "not implemented"),
                gguf("end token", b -> b.u32("tokenizer.ggml.eot_token_id", -1), "eot_token_id", "must be a token id"),
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
                        "llama.block_count: missing",
                        "must be a whole number"),
                named(
                        "a tensor is missing",
                        "blk.0.attn_v",
                        "blk.1.attn_v",
                        "tensor blk.1.attn_v.weight",
                        "the metadata has no place for it"),
                named(
                        "a value of another kind",
                        "head_count\4",
                        "head_count\6",
                        "llama.attention.head_count: ",
                        "must be a whole number"),
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
}
