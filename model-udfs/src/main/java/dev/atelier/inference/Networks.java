package dev.atelier.inference;

import ai.djl.Device;
import dev.atelier.domain.Precision;
import dev.atelier.weights.Architecture;
import dev.atelier.weights.TensorInfo;
import java.util.Map;

/** Programs with checked weights in them. */
final class Networks {
    private Networks() {}

    /** @param tensors exactly those of the architecture */
    static Program load(
            String program,
            Architecture architecture,
            Map<String, TensorInfo> tensors,
            Precision precision,
            Device device) {
        Program loaded = Program.load(program, device);
        try {
            loaded.configure(architecture.numbers());
            tensors.forEach((name, tensor) ->
                    loaded.put(name, tensor.bytes(), tensor.dtype().name(), tensor.shape()));
            loaded.seal(precision);
            return loaded;
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
    }
}
