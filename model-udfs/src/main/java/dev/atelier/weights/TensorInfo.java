package dev.atelier.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Where the bytes of one tensor lie. Headers were checked when it was made: the range is inside the file and as long as
 * type and shape say.
 *
 * @param shape row-major as torch prints it, last dimension fastest, for safetensors and GGUF alike
 * @param offset of the first byte, from the start of the file
 */
public record TensorInfo(String name, DType dtype, List<Long> shape, Path file, long offset, long byteLength) {
    public TensorInfo {
        shape = List.copyOf(shape);
        if (byteLength > Integer.MAX_VALUE) {
            throw new BadModelException(
                    file,
                    "tensor " + name,
                    byteLength + " bytes",
                    "must be below 2 GiB, the limit of a Java buffer; use a directory with smaller tensors or fp16");
        }
    }

    /** Elements, whatever their format. */
    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /**
     * The raw bytes: mapped, read-only, little endian, {@link #byteLength} of them.
     *
     * @throws BadModelException if they cannot be mapped
     */
    public ByteBuffer bytes() {
        ModelFile.state(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, offset, byteLength)
                    .order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new BadModelException(file, "tensor " + name, e.getMessage(), "its bytes must be readable", e);
        }
    }
}
