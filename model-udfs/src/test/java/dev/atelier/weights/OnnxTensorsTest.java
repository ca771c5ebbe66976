package dev.atelier.weights;

import static dev.atelier.weights.OnnxBytes.model;
import static dev.atelier.weights.OnnxBytes.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxTensorsTest {
    @TempDir
    Path folder;

    private Map<String, TensorInfo> read(OnnxBytes... tensors) throws IOException {
        OnnxBytes graph = new OnnxBytes().part(1, OnnxBytes.node("Conv", ""));
        for (OnnxBytes tensor : tensors) {
            graph.part(5, tensor);
        }
        Path file = folder.resolve("weights.onnx");
        Files.write(file, model(graph).bytes());
        return OnnxTensors.read(file);
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    @Test
    void theNumbersAreFoundWhereTheyLie() throws IOException {
        Map<String, TensorInfo> read = read(
                tensor("a", 2).bytes(9, floats(1.5f, -2)),
                new OnnxBytes()
                        .number(2, 7)
                        .text(8, "of whole numbers")
                        .number(1, 1)
                        .bytes(9, new byte[8]),
                tensor("b", 1, 3).bytes(9, floats(3, 4, 5)));
        assertThat(read).containsOnlyKeys("a", "b");
        assertThat(read.get("b").shape()).containsExactly(1L, 3L);
        assertThat(read.get("a").bytes().getFloat(4)).isEqualTo(-2);
        assertThat(read.get("b").bytes().getFloat(0)).isEqualTo(3);
        assertThat(read.get("b").bytes().getFloat(8)).isEqualTo(5);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(tensor("w", 3).bytes(9, new byte[8]), "8 bytes", "as long as its shape [3]"),
                Arguments.of(tensor("w", 3), "numbers one by one", "raw_data"),
                Arguments.of(tensor("w", 1L << 62, 1L << 62).bytes(9, new byte[8]), "tensor w", "fits in memory"),
                Arguments.of(tensor("w", -1).bytes(9, new byte[8]), "tensor w", "fits in memory"),
                Arguments.of(tensor("w", 2).bytes(9, new byte[8]).bytes(13, new byte[0]), "external_data", "itself"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatIsBrokenIsRefused(OnnxBytes tensor, String found, String rule) {
        assertThatThrownBy(() -> read(tensor))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("weights.onnx", found, rule);
    }
}
