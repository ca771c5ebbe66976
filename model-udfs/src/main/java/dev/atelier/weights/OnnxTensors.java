package dev.atelier.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fp32 tensors that an ONNX file holds (its initialisers), by their names: weights for a program of ours. The graph is not
 * read and never run. Field numbers are those of onnx.proto (github.com/onnx/onnx, IR version 13).
 */
public final class OnnxTensors {
    private static final long FLOAT = 1; // TensorProto.DataType
    private static final int MOST_TENSORS = 1 << 14;

    private final Path file;
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    private OnnxTensors(Path file) {
        this.file = file;
    }

    /** @throws BadModelException naming what is broken, or stands in another file */
    public static Map<String, TensorInfo> read(Path file) {
        long size = ModelFile.state(file).size();
        BadModelException.unless(
                size <= OnnxGraph.MOST_BYTES,
                file,
                "file size",
                size,
                "must be at most " + OnnxGraph.MOST_BYTES + " bytes");
        OnnxTensors read = new OnnxTensors(file);
        try (FileChannel channel = FileChannel.open(file)) {
            read.model(new ProtoFields(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, size)));
        } catch (IOException e) {
            throw new BadModelException(file, "file", e.toString(), "must be readable", e);
        }
        return read.tensors;
    }

    private void model(ProtoFields model) {
        while (model.next()) {
            if (model.number() == 7) {
                ProtoFields graph = model.inside();
                while (graph.next()) {
                    if (graph.number() == 5) {
                        tensor(graph.inside());
                    }
                }
            }
        }
    }

    private void tensor(ProtoFields tensor) {
        String name = "";
        long type = 0;
        List<Long> shape = new ArrayList<>();
        long offset = -1;
        long length = 0;
        while (tensor.next()) {
            switch (tensor.number()) {
                case 1 -> {
                    for (long size : tensor.values()) {
                        shape.add(size);
                    }
                }
                case 2 -> type = tensor.value();
                case 8 -> name = tensor.text();
                case 9 -> {
                    offset = tensor.offset();
                    length = tensor.length();
                }
                case 13 -> throw bad(name, "external_data", "all tensors must be in the file itself");
                default -> {}
            }
        }
        if (type == FLOAT) {
            add(name, shape, offset, length);
        }
    }

    private void add(String name, List<Long> shape, long offset, long length) {
        if (offset < 0) {
            throw bad(name, "numbers one by one", "must have its bytes in raw_data");
        } else if (shape.size() > 8 || length != bytes(name, shape)) {
            throw bad(name, length + " bytes", "must be as long as its shape " + shape + " says");
        } else if (tensors.size() == MOST_TENSORS) {
            throw bad(name, "more than " + MOST_TENSORS + " tensors", "must be fewer");
        } else if (tensors.put(name, new TensorInfo(name, DType.F32, shape, file, offset, length)) != null) {
            throw bad(name, "twice", "must be there once");
        }
    }

    private long bytes(String name, List<Long> shape) {
        try {
            return DType.F32.byteLength(shape);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new BadModelException(file, "tensor " + name, shape, "must have a shape that fits in memory", e);
        }
    }

    private BadModelException bad(String name, String found, String rule) {
        return new BadModelException(file, "tensor " + name, found, rule);
    }
}
