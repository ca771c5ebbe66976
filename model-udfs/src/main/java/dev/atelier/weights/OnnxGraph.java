package dev.atelier.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can be seen of an ONNX file before ONNX Runtime reads it; field numbers are those of onnx.proto (github.com/onnx/onnx,
 * IR version 13). Refused is what is not plain arithmetic over the file's own numbers: operators of other domains than
 * ONNX's, tensors in other files, functions, and graphs within the graph (Loop, If, Scan), whose work nothing bounds.
 */
final class OnnxGraph {
    /** What a message of protocol buffers can have. */
    static final long MOST_BYTES = Integer.MAX_VALUE;

    private static final Set<String> DOMAINS = Set.of("", "ai.onnx");
    private static final String FLOAT = "1"; // TensorProto.DataType

    private final Path file;
    private final List<String> inputs = new ArrayList<>();
    private final Map<String, long[]> initializers = new HashMap<>();
    private final Map<String, String> tables = new HashMap<>(); // by what looks a row up in them
    private final List<Value> outputs = new ArrayList<>();

    /** An input or output; a size of {@code shape} that is not fixed is 0. */
    private record Value(String name, String type, List<Long> shape) {}

    private OnnxGraph(Path file) {
        this.file = file;
    }

    /** @throws BadModelException naming what is broken or refused */
    static OnnxGraph read(Path file) {
        long size = ModelFile.state(file).size();
        OnnxGraph graph = new OnnxGraph(file);
        graph.require(size <= MOST_BYTES, "file size", size, "must be at most " + MOST_BYTES + " bytes");
        try (FileChannel channel = FileChannel.open(file)) {
            graph.model(new ProtoFields(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, size)));
        } catch (IOException e) {
            throw new BadModelException(file, "file", e.toString(), "must be readable", e);
        }
        return graph;
    }

    /** What must be fed. */
    List<String> inputs() {
        return inputs.stream().filter(name -> !initializers.containsKey(name)).toList();
    }

    /** The first output's name. */
    String output() {
        return outputs.get(0).name();
    }

    /** Numbers in each vector of the first output, which must be (texts, tokens, width) in fp32. */
    int width() {
        Value output = outputs.get(0);
        List<Long> shape = output.shape();
        boolean vectors =
                output.type().equals(FLOAT) && shape.size() == 3 && shape.get(2) > 0 && shape.get(2) < 1 << 15;
        require(
                vectors,
                "first output " + output.name(),
                shape,
                "must be fp32 vectors of tokens: (texts, tokens, width)");
        return shape.get(2).intValue();
    }

    /** Rows of the table in which an input of ids looks its vectors up. */
    int rows(String input) {
        long[] table = initializers.getOrDefault(tables.getOrDefault(input, ""), new long[0]);
        boolean isTable = table.length == 2 && table[0] > 0 && table[0] <= Bounds.most("vocab_size");
        require(isTable, "input " + input, Arrays.toString(table), "must look rows up in a table of the file (Gather)");
        return (int) table[0];
    }

    private void model(ProtoFields model) {
        int graphs = 0;
        while (model.next()) {
            switch (model.number()) {
                case 7 -> {
                    graph(model.inside());
                    graphs++;
                }
                case 8 -> {
                    ProtoFields opset = model.inside();
                    while (opset.next()) {
                        if (opset.number() == 1) {
                            requireOnnx("opset_import", opset.text());
                        }
                    }
                }
                case 20, 25 -> refuse(model.number() == 20 ? "training_info" : "functions", "must have none");
                default -> {}
            }
        }
        require(graphs == 1 && !outputs.isEmpty(), "graph", graphs + " graphs", "must be one, with an output");
    }

    private void graph(ProtoFields graph) {
        while (graph.next()) {
            switch (graph.number()) {
                case 1 -> node(graph.inside());
                case 5 -> tensor(graph.inside());
                case 11 -> inputs.add(value(graph.inside()).name());
                case 12 -> outputs.add(value(graph.inside()));
                case 15 -> refuse("sparse_initializer", "must have none");
                default -> {}
            }
        }
    }

    private void node(ProtoFields node) {
        List<String> from = new ArrayList<>();
        String operator = "";
        String domain = "";
        while (node.next()) {
            switch (node.number()) {
                case 1 -> from.add(node.text());
                case 4 -> operator = node.text();
                case 5 -> attribute(node.inside());
                case 7 -> domain = node.text();
                default -> {}
            }
        }
        requireOnnx("operator " + operator, domain);
        if (operator.equals("Gather") && from.size() == 2) {
            tables.put(from.get(1), from.get(0));
        }
    }

    private void attribute(ProtoFields attribute) {
        while (attribute.next()) {
            switch (attribute.number()) {
                case 5, 10 -> tensor(attribute.inside());
                case 6, 11 -> refuse("graph in an operator", "Loop, If and Scan are not run");
                case 22, 23 -> refuse("sparse tensor", "must have none");
                default -> {}
            }
        }
    }

    private void tensor(ProtoFields tensor) {
        String name = "";
        long[] shape = new long[0];
        while (tensor.next()) {
            switch (tensor.number()) {
                case 1 -> shape = joined(shape, tensor.values());
                case 8 -> name = tensor.text();
                case 13 ->
                    refuse("external_data", "all tensors must be in the file itself; save the model as one file");
                case 14 ->
                    require(tensor.value() == 0, "data_location", tensor.value(), "must be 0: in the file itself");
                default -> {}
            }
        }
        if (!name.isEmpty()) {
            initializers.put(name, shape);
        }
    }

    /** Name, and of a tensor its element type and shape. */
    private Value value(ProtoFields info) {
        String name = "";
        String type = "";
        List<Long> shape = new ArrayList<>();
        while (info.next()) {
            if (info.number() == 1) {
                name = info.text();
            } else if (info.number() == 2) {
                ProtoFields of = info.inside();
                while (of.next()) {
                    type = of.number() == 1 ? tensorType(of.inside(), shape) : type;
                }
            }
        }
        return new Value(name, type, shape);
    }

    private static String tensorType(ProtoFields tensor, List<Long> shape) {
        String type = "";
        while (tensor.next()) {
            if (tensor.number() == 1) {
                type = Long.toString(tensor.value());
            } else if (tensor.number() == 2) {
                ProtoFields sizes = tensor.inside();
                while (sizes.next()) {
                    shape.add(sizes.number() == 1 ? size(sizes.inside()) : 0L);
                }
            }
        }
        return type;
    }

    private static long size(ProtoFields dimension) {
        long size = 0;
        while (dimension.next()) {
            size = dimension.number() == 1 ? dimension.value() : size;
        }
        return size;
    }

    private static long[] joined(long[] shape, long[] more) {
        long[] both = Arrays.copyOf(shape, shape.length + more.length);
        System.arraycopy(more, 0, both, shape.length, more.length);
        return both;
    }

    private void requireOnnx(String field, String domain) {
        require(DOMAINS.contains(domain), field, "domain " + domain, "must be ONNX's own: no other operators are run");
    }

    private void refuse(String found, String rule) {
        throw new BadModelException(file, "ONNX graph", found, rule);
    }

    private void require(boolean holds, String field, Object value, String rule) {
        BadModelException.unless(holds, file, field, value, rule);
    }
}
