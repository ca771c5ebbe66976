package dev.atelier.weights;

import static dev.atelier.weights.SafetensorsBytes.editBytes;
import static dev.atelier.weights.SafetensorsBytes.editHeader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A safetensors file is damaged in one way at a time; the refusal names the file, the field and the rule. */
class DamagedSafetensorsTest {
    private static final String WEIGHTS = "model.safetensors";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("safetensors")
    void isRefused(Damage damage) {
        Path root = TinyModels.llama(folder.resolve("llama"));
        damage.isRefused(root.resolve(WEIGHTS), root);
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
                bytes("TorchScript inside", DamagedSafetensorsTest::zip, "a zip archive", "safe_serialization=True"),
                header("NaN", "[16,8]", "NaN", "NaN", "must be an array of whole numbers"),
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

    private static Damage bytes(String what, UnaryOperator<byte[]> edit, String field, String rule) {
        return new Damage(what, file -> editBytes(file, edit), WEIGHTS, field, rule);
    }

    private static Damage header(String what, String from, String to, String field, String rule) {
        return new Damage(
                what, file -> editHeader(file, h -> h.replaceFirst(Pattern.quote(from), to)), WEIGHTS, field, rule);
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
}
