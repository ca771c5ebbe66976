package dev.atelier.inference;

import dev.atelier.weights.Safetensors;
import dev.atelier.weights.TensorInfo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Changes one number of a safetensors file in place. */
final class WeightEdits {
    private WeightEdits() {}

    /** @param index place in the tensor of fp32 numbers, row by row */
    static void set(Path file, String tensor, int index, float value) throws IOException {
        TensorInfo info = Safetensors.read(file).get(tensor);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(info.offset() + 4L * index);
            bytes.writeInt(Integer.reverseBytes(Float.floatToRawIntBits(value)));
        }
    }
}
