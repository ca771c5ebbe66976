package dev.atelier.weights;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** ONNX files byte by byte, as onnx.proto has them: for tests, which need no tool to make one. */
final class OnnxBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] bytes() {
        return out.toByteArray();
    }

    OnnxBytes number(int field, long value) {
        varint(field << 3);
        varint(value);
        return this;
    }

    OnnxBytes text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    OnnxBytes part(int field, OnnxBytes message) {
        return bytes(field, message.bytes());
    }

    OnnxBytes bytes(int field, byte[] bytes) {
        varint((field << 3) | 2);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    /** ModelProto around a graph, of opset 11. */
    static OnnxBytes model(OnnxBytes graph) {
        return new OnnxBytes().number(1, 7).part(7, graph).part(8, new OnnxBytes().number(2, 11));
    }

    /** GraphProto of a sentence model's outside: a table of 6 rows of 4 that input_ids is looked up in. */
    static OnnxBytes sentences() {
        return new OnnxBytes()
                .part(1, node("Gather", "").text(1, "table").text(1, "input_ids"))
                .part(5, tensor("table", 6, 4))
                .part(11, value("input_ids", 7, 0, 0))
                .part(11, value("attention_mask", 7, 0, 0))
                .part(12, value("vectors", 1, 0, 0, 4));
    }

    /** NodeProto; its inputs are field 1, its attributes field 5. */
    static OnnxBytes node(String operator, String domain) {
        return new OnnxBytes().text(4, operator).text(7, domain);
    }

    /** TensorProto without numbers. */
    static OnnxBytes tensor(String name, long... shape) {
        OnnxBytes tensor = new OnnxBytes().number(2, 1).text(8, name);
        for (long size : shape) {
            tensor.number(1, size);
        }
        return tensor;
    }

    /** ValueInfoProto; a size of 0 is not fixed. */
    static OnnxBytes value(String name, int type, long... shape) {
        OnnxBytes sizes = new OnnxBytes();
        for (long size : shape) {
            sizes.part(1, size == 0 ? new OnnxBytes().text(2, "n") : new OnnxBytes().number(1, size));
        }
        OnnxBytes tensor = new OnnxBytes().number(1, type).part(2, sizes);
        return new OnnxBytes().text(1, name).part(2, new OnnxBytes().part(1, tensor));
    }
}
