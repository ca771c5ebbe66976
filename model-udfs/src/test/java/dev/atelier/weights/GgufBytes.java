package dev.atelier.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes GGUF files for tests, field by field, so that each field can be wrong. */
final class GgufBytes {
    int magic = 0x46554747;
    int version = 3;
    int alignment = 32;
    long tensorCountError;
    /** Added to the second tensor's offset. */
    long offsetError;

    private final List<byte[]> pairs = new ArrayList<>();
    private final List<Tensor> tensors = new ArrayList<>();

    /** @param dims in GGML's order, fastest first */
    private record Tensor(String name, int type, long[] dims, byte[] data) {}

    GgufBytes text(String key, String value) {
        return pair(key, 8, string(value));
    }

    GgufBytes u32(String key, int value) {
        return pair(key, 4, ints(value));
    }

    GgufBytes f32(String key, float value) {
        return pair(key, 6, ints(Float.floatToIntBits(value)));
    }

    GgufBytes texts(String key, List<String> values) {
        return pair(
                key,
                9,
                join(
                        ints(8),
                        longs(values.size()),
                        join(values.stream().map(GgufBytes::string).toArray(byte[][]::new))));
    }

    GgufBytes ints(String key, int... values) {
        return pair(key, 9, join(ints(5), longs(values.length), ints(values)));
    }

    /** Any type number with any bytes. */
    GgufBytes pair(String key, int type, byte[] value) {
        pairs.add(join(string(key), ints(type), value));
        return this;
    }

    GgufBytes tensor(String name, int type, long[] dims, byte[] data) {
        tensors.add(new Tensor(name, type, dims, data));
        return this;
    }

    byte[] build() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ints(magic, version));
        out.writeBytes(longs(tensors.size() + tensorCountError, pairs.size()));
        pairs.forEach(out::writeBytes);
        long offset = 0;
        for (Tensor t : tensors) {
            out.writeBytes(join(string(t.name), ints(t.dims.length), longs(t.dims), ints(t.type)));
            out.writeBytes(longs(offset + (tensors.indexOf(t) == 1 ? offsetError : 0)));
            offset += padded(t.data.length);
        }
        pad(out);
        for (Tensor t : tensors) {
            out.writeBytes(t.data);
            pad(out);
        }
        return out.toByteArray();
    }

    private void pad(ByteArrayOutputStream out) {
        out.writeBytes(new byte[(int) (padded(out.size()) - out.size())]);
    }

    private long padded(long length) {
        return (length + alignment - 1) / alignment * alignment;
    }

    static byte[] string(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return join(longs(bytes.length), bytes);
    }

    static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return bytes.array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
