package dev.atelier.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.Precision;
import dev.atelier.networks.Network;
import dev.atelier.weights.BadModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of our TorchScript programs (a resource of this jar, without a weight) with the weights of a model put in.
 * Call {@link #configure}, {@link #put} for each tensor, {@link #seal}; from then on it never changes and tasks share it.
 * Only fp32, int64, bool and uint8 tensors cross this border: others abort the process in DJL.
 */
public final class Program implements AutoCloseable {
    private final String name;
    private final PtNDManager manager;
    private final PtSymbolBlock block;

    private Program(String name, PtNDManager manager, PtSymbolBlock block) {
        this.name = name;
        this.manager = manager;
        this.block = block;
    }

    /**
     * Loads {@code dev/atelier/inference/<name>.pt} onto a device.
     *
     * @throws IllegalStateException if the jar has no such program
     */
    public static Program load(String name, Device device) {
        NDManager base = NDManager.newBaseManager(device, "PyTorch");
        try (InputStream in = Program.class.getResourceAsStream(name + ".pt")) {
            if (in == null) {
                throw new IllegalStateException("No program " + name + ".pt in the jar (run compile_programs.py)");
            }
            PtNDManager manager = (PtNDManager) base;
            return new Program(name, manager, JniUtils.loadModule(manager, in, true, false));
        } catch (IOException e) {
            base.close();
            throw new UncheckedIOException("Cannot read program " + name + ".pt", e);
        } catch (RuntimeException e) {
            base.close();
            throw e;
        }
    }

    /** sha256 over the named programs, as the jar holds them. */
    static String digest(String... names) {
        List<String> digests = new ArrayList<>();
        for (String name : names) {
            try (InputStream in = Program.class.getResourceAsStream(name + ".pt")) {
                digests.add(ContentId.ofBytes(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read program " + name + ".pt", e);
            }
        }
        return ContentId.of(digests.toArray(String[]::new));
    }

    /**
     * The program of a network, with its numbers and weights in it.
     *
     * @throws BadModelException if a weight is NaN or infinite
     */
    static Program load(Network network, Precision precision, Device device) {
        Program program = load(network.program(), device);
        try {
            program.configure(network.architecture().numbers());
            network.tensors()
                    .forEach((name, tensor) ->
                            program.put(name, tensor.bytes(), tensor.dtype().name(), tensor.shape()));
            program.seal(precision);
            program.refuseDamaged(network, precision);
            return program;
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    private void refuseDamaged(Network network, Precision precision) {
        try (IValue damaged = IValueUtils.runMethod(block, "not_finite")) {
            if (!damaged.toStringValue().isEmpty()) {
                throw new BadModelException(
                        network.tensors().get(damaged.toStringValue()).file(),
                        "tensor " + damaged.toStringValue(),
                        "NaN or infinity",
                        "must hold finite numbers in " + precision + "; fetch the model again");
            }
        }
    }

    /** Gives the program the numbers of the model's config, by the vendor's names. */
    public void configure(Map<String, Double> numbers) {
        Map<String, IValue> values = new HashMap<>();
        numbers.forEach((key, value) -> values.put(key, IValue.from(value)));
        try (IValue map = IValue.stringIValueMapFrom(values)) {
            IValueUtils.runMethod(block, "configure", map).close();
        } finally {
            values.values().forEach(IValue::close);
        }
    }

    /**
     * Hands over one tensor's bytes; the program copies them.
     *
     * @param bytes little endian, direct
     * @param dtype word of the file format, such as {@code F16} or {@code Q4_1}
     * @param shape in torch's order, slowest first
     */
    public void put(String tensor, ByteBuffer bytes, String dtype, List<Long> shape) {
        try (NDManager scope = manager.newSubManager();
                IValue key = IValue.from(tensor);
                IValue raw =
                        IValue.from((PtNDArray) scope.create(bytes, new Shape(bytes.remaining()), DataType.UINT8));
                IValue type = IValue.from(dtype);
                IValue dims = IValue.listFrom(
                        shape.stream().mapToLong(Long::longValue).toArray())) {
            IValueUtils.runMethod(block, "put", key, raw, type, dims).close();
        }
    }

    /**
     * Casts, packs (on CPU) and freezes the weights. Nothing may be put afterwards.
     *
     * @throws DeviceUnavailable if this CPU cannot give a row the same bytes in any company
     */
    public void seal(Precision precision) {
        if (precision == Precision.BF16 && !manager.getDevice().isGpu()) {
            Cpu.requireBf16();
        }
        try (IValue packed = IValue.from(!manager.getDevice().isGpu());
                IValue bf16 = IValue.from(precision == Precision.BF16)) {
            IValueUtils.runMethod(block, "seal", packed, bf16).close();
        }
    }

    /**
     * Runs a method that takes tensors and returns a tensor, or a tuple or list of them.
     *
     * @param scope manager that the results belong to: close it after the batch
     */
    public NDList run(NDManager scope, String method, NDArray... inputs) {
        IValue[] values = new IValue[inputs.length];
        try {
            for (int i = 0; i < inputs.length; i++) {
                values[i] = IValue.from((PtNDArray) inputs[i]);
            }
            return run(scope, method, values);
        } finally {
            closeAll(values);
        }
    }

    /** As {@link #run(NDManager, String, NDArray...)}, with values that stay the caller's. */
    NDList run(NDManager scope, String method, IValue... inputs) {
        try (IValue result = IValueUtils.runMethod(block, method, inputs)) {
            return result.toNDList((PtNDManager) scope);
        }
    }

    /** A result that must not become an NDArray (a bf16 tensor, or one shared by many calls). Close it. */
    IValue hold(String method, IValue... inputs) {
        return IValueUtils.runMethod(block, method, inputs);
    }

    /** A manager for one batch's tensors, on this program's device. */
    public NDManager newScope() {
        return manager.newSubManager();
    }

    public Device device() {
        return manager.getDevice();
    }

    @Override
    public void close() {
        block.close();
        manager.close();
    }

    @Override
    public String toString() {
        return "Program " + name + " on " + manager.getDevice();
    }

    private static void closeAll(IValue[] values) {
        for (IValue value : values) {
            if (value != null) {
                value.close();
            }
        }
    }
}
