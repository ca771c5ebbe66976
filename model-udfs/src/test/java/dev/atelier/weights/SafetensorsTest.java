package dev.atelier.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void namesTypesShapesAndBytesAreThoseOfTheFile() {
        Path file = folder.resolve("model.safetensors");
        new SafetensorsBytes()
                .f32("a", List.of(2L, 3L), 1, 2, 3, 4, 5, -6.5f)
                .raw("half", "BF16", List.of(2L), new byte[] {(byte) 0x80, 0x3f, 0x00, (byte) 0xc0})
                .raw("scalar", "I64", List.of(), new byte[] {7, 0, 0, 0, 0, 0, 0, 0})
                .raw("empty", "U8", List.of(0L, 4L), new byte[0])
                .write(file);

        Map<String, TensorInfo> tensors = Safetensors.read(file);

        assertThat(tensors.keySet()).containsExactly("a", "half", "scalar", "empty");
        assertThat(tensors.get("a").shape()).containsExactly(2L, 3L);
        assertThat(tensors.get("a").elements()).isEqualTo(6);
        assertThat(tensors.get("a").bytes().getFloat(20)).isEqualTo(-6.5f);
        assertThat(tensors.get("half").dtype()).isEqualTo(DType.BF16);
        assertThat(tensors.get("half").bytes().getShort(2)).isEqualTo((short) 0xc000);
        assertThat(tensors.get("scalar").elements()).isEqualTo(1);
        assertThat(tensors.get("scalar").bytes().getLong()).isEqualTo(7);
        assertThat(tensors.get("empty").byteLength()).isZero();
    }

    @Test
    void bytesAreReadOnlyAndLittleEndian() {
        Path file = folder.resolve("model.safetensors");
        new SafetensorsBytes().f32("a", List.of(1L), 1).write(file);

        ByteBuffer bytes = Safetensors.read(file).get("a").bytes();

        assertThat(bytes.isReadOnly()).isTrue();
        assertThat(bytes.isDirect()).isTrue();
        assertThat(bytes.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.remaining()).isEqualTo(4);
    }

    @Test
    void aTensorBeyondAJavaBufferIsRefusedByName() {
        Path file = folder.resolve("model.safetensors");
        assertThatThrownBy(() -> new TensorInfo("lm_head.weight", DType.F16, List.of(1L << 31), file, 100, 1L << 32))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("model.safetensors", "lm_head.weight", "4294967296", "2 GiB");
    }
}
