package dev.atelier.inference;

import ai.djl.Device;
import dev.atelier.domain.Precision;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.TensorInfo;
import java.util.Map;

/** Programs with checked weights in them. */
final class Networks {
    private Networks() {}

    /**
     * @param numbers what the program is configured with
     * @param tensors exactly those that the configuration promises, by the program's names
     * @throws BadModelException if a weight is NaN or infinite
     */
    static Program load(
            String program,
            Map<String, Double> numbers,
            Map<String, TensorInfo> tensors,
            Precision precision,
            Device device) {
        Program loaded = Program.load(program, device);
        try {
            loaded.configure(numbers);
            tensors.forEach((name, tensor) ->
                    loaded.put(name, tensor.bytes(), tensor.dtype().name(), tensor.shape()));
            loaded.seal(precision);
            String damaged = loaded.notFinite();
            if (!damaged.isEmpty()) {
                throw new BadModelException(
                        tensors.get(damaged).file(),
                        "tensor " + damaged,
                        "NaN or infinity",
                        "must hold finite numbers in " + precision + "; fetch the model again");
            }
            return loaded;
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
    }
}
