package dev.atelier.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgufTest {
    private static final int F32 = 0; // enum ggml_type of ggml.h
    private static final int Q4_1 = 3;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void metadataIsTypedAndShapesAreRowMajor(int version) {
        GgufBytes bytes = new GgufBytes()
                .text("general.architecture", "llama")
                .u32("llama.block_count", 30)
                .f32("llama.rope.freq_base", 100_000)
                .texts("tokenizer.ggml.tokens", List.of("a", "é", ""))
                .ints("tokenizer.ggml.token_type", 1, 3, -1)
                .pair("tokenizer.ggml.add_bos_token", 7, new byte[] {1})
                .tensor("token_embd.weight", Q4_1, new long[] {64, 3}, filled(3 * 2 * 20))
                .tensor("output_norm.weight", F32, new long[] {4}, filled(16));
        bytes.version = version;

        Gguf gguf = Gguf.read(write(bytes));

        assertThat(gguf.string("general.architecture")).isEqualTo("llama");
        assertThat(gguf.integer("llama.block_count")).isEqualTo(30);
        assertThat(gguf.metadata()).containsEntry("llama.rope.freq_base", new GgufValue.Real(100_000));
        assertThat(gguf.strings("tokenizer.ggml.tokens")).containsExactly("a", "é", "");
        assertThat(gguf.integers("tokenizer.ggml.token_type")).containsExactly(1, 3, -1);
        assertThat(gguf.flag("tokenizer.ggml.add_bos_token")).isTrue();
        TensorInfo embedding = gguf.tensors().get("token_embd.weight");
        assertThat(embedding.dtype()).isEqualTo(DType.Q4_1);
        assertThat(embedding.shape()).containsExactly(3L, 64L);
        assertThat(embedding.bytes().get(119)).isEqualTo((byte) 119);
        assertThat(gguf.tensors().get("output_norm.weight").bytes().get(5)).isEqualTo((byte) 5);
    }

    @Test
    void anotherAlignmentMovesTheTensors() {
        GgufBytes bytes = new GgufBytes()
                .u32("general.alignment", 128)
                .tensor("a", F32, new long[] {1}, filled(4))
                .tensor("b", F32, new long[] {1}, filled(4));
        bytes.alignment = 128;

        Gguf gguf = Gguf.read(write(bytes));

        assertThat(gguf.tensors().get("b").offset() - gguf.tensors().get("a").offset())
                .isEqualTo(128);
    }

    @Test
    void aValueOfAnotherKindIsRefusedByKey() {
        Gguf gguf = Gguf.read(write(new GgufBytes().text("llama.block_count", "thirty")));

        assertThatThrownBy(() -> gguf.integer("llama.block_count"))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("tiny.gguf", "llama.block_count", "thirty", "Whole");
        assertThatThrownBy(() -> gguf.string("general.name"))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("tiny.gguf", "general.name", "missing");
    }

    private Path write(GgufBytes bytes) {
        Path file = folder.resolve("tiny.gguf");
        SafetensorsBytes.writeBytes(file, bytes.build());
        return file;
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
