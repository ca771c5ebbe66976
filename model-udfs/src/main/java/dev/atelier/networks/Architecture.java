package dev.atelier.networks;

import dev.atelier.weights.BadModelException;
import dev.atelier.weights.DType;
import dev.atelier.weights.TensorInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a config promises: the numbers that its program is configured with, and exactly the tensors that the files must
 * hold. A missing tensor would silently shorten a network that is read off its names; here it is refused.
 *
 * @param numbers by the program's names
 * @param shapes row-major shape of each tensor by its name
 */
public record Architecture(Map<String, Double> numbers, Map<String, List<Long>> shapes) {
    /** What ggml.py turns into numbers. */
    private static final Set<DType> READABLE = EnumSet.of(
            DType.F32,
            DType.F16,
            DType.BF16,
            DType.Q8_0,
            DType.Q4_0,
            DType.Q4_1,
            DType.Q5_0,
            DType.Q5_1,
            DType.Q4_K,
            DType.Q5_K,
            DType.Q6_K);

    public Architecture {
        numbers = Map.copyOf(numbers);
        shapes = Map.copyOf(shapes);
    }

    /** Collects numbers and shapes; {@link #build} ends it. */
    static final class Builder {
        private final Map<String, Double> numbers = new LinkedHashMap<>();
        private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

        void number(String name, double value) {
            numbers.put(name, value);
        }

        /** A tensor and its shape. */
        void tensor(String name, long... shape) {
            shapes.put(name, Arrays.stream(shape).boxed().toList());
        }

        /** {@code name.weight} (out, in) and {@code name.bias} (out). */
        void linear(String name, long out, long in) {
            tensor(name + ".weight", out, in);
            tensor(name + ".bias", out);
        }

        /** {@code name.weight} (out, in, kernel, kernel) and {@code name.bias} (out). */
        void conv(String name, long out, long in, long kernel) {
            tensor(name + ".weight", out, in, kernel, kernel);
            tensor(name + ".bias", out);
        }

        /** {@code name.weight} and {@code name.bias}, both (width). */
        void norm(String name, long width) {
            tensor(name + ".weight", width);
            tensor(name + ".bias", width);
        }

        /** diffusers' ResnetBlock2D: two convolutions, and a third where the widths differ. */
        void resnet(String name, long in, long width) {
            norm(name + ".norm1", in);
            conv(name + ".conv1", width, in, 3);
            norm(name + ".norm2", width);
            conv(name + ".conv2", width, width, 3);
            if (in != width) {
                conv(name + ".conv_shortcut", width, in, 1);
            }
        }

        Architecture build() {
            return new Architecture(numbers, shapes);
        }
    }

    /** A whole number that the program is told. */
    public int number(String name) {
        return numbers.get(name).intValue();
    }

    /**
     * The program's network, if the tensors are exactly those that the config promises.
     *
     * @param found by the names of {@link #shapes}
     * @param config for messages, such as {@code unet/config.json}
     * @throws BadModelException for a missing or unexpected tensor, another shape, or a format that no program reads
     */
    Network with(String program, Map<String, TensorInfo> found, String config) {
        found.forEach((name, tensor) -> {
            List<Long> shape = shapes.get(name);
            if (shape == null) {
                throw bad(tensor, tensor.shape(), "unexpected: " + config + " has no place for it");
            } else if (!shape.equals(tensor.shape())) {
                throw bad(tensor, "shape " + tensor.shape(), "must be " + shape + ", as " + config + " says");
            } else if (!READABLE.contains(tensor.dtype())) {
                throw bad(tensor, tensor.dtype(), "must be one of " + READABLE);
            }
        });
        shapes.keySet().stream()
                .sorted()
                .filter(name -> !found.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    Path file = found.isEmpty()
                            ? Path.of(config)
                            : found.values().iterator().next().file();
                    throw new BadModelException(
                            file,
                            "tensor " + name,
                            "missing",
                            "must be there with shape " + shapes.get(name) + ", as " + config + " says");
                });
        return new Network(program, this, found);
    }

    private static BadModelException bad(TensorInfo tensor, Object value, String rule) {
        return new BadModelException(tensor.file(), "tensor " + tensor.name(), value, rule);
    }
}
