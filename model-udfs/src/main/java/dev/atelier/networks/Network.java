package dev.atelier.networks;

import dev.atelier.domain.Precision;
import dev.atelier.weights.TensorInfo;
import java.util.Map;

/**
 * What a program is loaded with.
 *
 * @param program its name, such as {@code unet}
 * @param tensors exactly those that the config promises, by the program's names
 */
public record Network(String program, Architecture architecture, Map<String, TensorInfo> tensors) {
    /** A whole number that the program is told. */
    public int number(String name) {
        return architecture.number(name);
    }

    /** Bytes that its weights take once loaded. */
    public long bytes(Precision precision) {
        long numbers = 0;
        for (TensorInfo tensor : tensors.values()) {
            numbers += tensor.shape().stream().reduce(1L, (a, b) -> a * b);
        }
        return numbers * (precision == Precision.BF16 ? 2 : 4);
    }
}
