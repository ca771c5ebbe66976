package dev.atelier.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes safetensors files for tests: honest ones, and ones whose header or bytes were changed by hand. */
public final class SafetensorsBytes {
    private final Map<String, String> entries = new LinkedHashMap<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** Adds a dense fp32 tensor of this shape, row-major. */
    public SafetensorsBytes f32(String name, List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return raw(name, "F32", shape, bytes.array());
    }

    /** Adds an fp32 tensor of this shape whose elements are 0, 1/8, 2/8 ... 7/8, over and over. */
    public SafetensorsBytes f32(String name, List<Long> shape) {
        float[] values =
                new float[shape.stream().reduce(1L, Math::multiplyExact).intValue()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 8 / 8f;
        }
        return f32(name, shape, values);
    }

    public SafetensorsBytes raw(String name, String dtype, List<Long> shape, byte[] bytes) {
        int begin = data.size();
        data.writeBytes(bytes);
        entries.put(
                name,
                "{\"dtype\":\"" + dtype + "\",\"shape\":" + shape.toString().replace(" ", "") + ",\"data_offsets\":["
                        + begin + "," + data.size() + "]}");
        return this;
    }

    public String header() {
        StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
        entries.forEach(
                (name, entry) -> header.append(",\"").append(name).append("\":").append(entry));
        return header.append("}").toString();
    }

    public byte[] build() {
        return build(header());
    }

    /** With a header that was changed by hand; its length is as it is then. */
    public byte[] build(String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data.toByteArray())
                .array();
    }

    public void write(Path file) {
        writeBytes(file, build());
    }

    /** Changes the header of a file on disk; the bytes after it stay. */
    static void editHeader(Path file, UnaryOperator<String> edit) {
        editBytes(file, bytes -> {
            int length =
                    (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
            String before = new String(bytes, 8, length, StandardCharsets.UTF_8);
            String after = edit.apply(before);
            if (after.equals(before)) {
                throw new IllegalStateException("the edit changed nothing in " + before);
            }
            SafetensorsBytes rest = new SafetensorsBytes();
            rest.data.write(bytes, 8 + length, bytes.length - 8 - length);
            return rest.build(after);
        });
    }

    static void editBytes(Path file, UnaryOperator<byte[]> edit) {
        try {
            writeBytes(file, edit.apply(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writeBytes(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
