package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Headers of safetensors files (format: README of huggingface/safetensors): 8 bytes little-endian length, a JSON object
 * from name to {@code dtype, shape, data_offsets}, then the tensors, dense and without holes.
 */
public final class Safetensors {
    /** MAX_HEADER_SIZE of the reference implementation, safetensors/src/tensor.rs. */
    private static final long MAX_HEADER_BYTES = 100_000_000;

    private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");
    private static final int MAX_RANK = 8;

    private Safetensors() {}

    /**
     * Reads and checks the header; the tensors' bytes stay where they are.
     *
     * @return tensors by name, in the header's order
     * @throws BadModelException if anything about the header is not as the format says
     */
    public static Map<String, TensorInfo> read(Path file) {
        ModelFile.state(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            byte[] header = header(file, channel, size);
            return tensors(file, StrictJson.parse(header, file, "header"), 8 + header.length, size);
        } catch (IOException e) {
            throw new BadModelException(file, "file", e.toString(), "must be readable", e);
        }
    }

    private static byte[] header(Path file, FileChannel channel, long size) throws IOException {
        BadModelException.unless(size >= 8, file, "file size", size, "must be at least 8 bytes, the header's length");
        byte[] prefix = bytes(channel, 0, (int) Math.min(size, 16));
        Pickles.refuse(file, prefix);
        long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        BadModelException.unless(
                length >= 2 && length <= MAX_HEADER_BYTES,
                file,
                "header length",
                Long.toUnsignedString(length),
                "must be 2 to " + MAX_HEADER_BYTES + " bytes, the format's limit");
        if (length > size - 8) {
            throw new BadModelException(
                    file, "header length", length, "must fit in the file of " + size + " bytes; is it cut off?");
        }
        byte[] header = bytes(channel, 8, (int) length);
        BadModelException.unless(header[0] == '{', file, "header", "byte " + header[0], "must begin with '{'");
        return header;
    }

    private static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("file ended after " + (position + buffer.position()) + " bytes");
            }
        }
        return buffer.array();
    }

    private static Map<String, TensorInfo> tensors(Path file, JsonNode header, long start, long size) {
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        header.fields().forEachRemaining(entry -> {
            if (!entry.getKey().equals("__metadata__")) {
                tensors.put(entry.getKey(), tensor(file, entry.getKey(), entry.getValue(), start, size));
            }
        });
        long end = ByteRanges.check(file, List.copyOf(tensors.values()), start, 1);
        if (end != size) {
            throw new BadModelException(
                    file, "file size", size, "must be " + end + " bytes, header and tensors; nothing may follow them");
        }
        return tensors;
    }

    private static TensorInfo tensor(Path file, String name, JsonNode entry, long start, long size) {
        String field = "tensor " + name;
        List<String> keys = new ArrayList<>();
        entry.fieldNames().forEachRemaining(keys::add);
        BadModelException.unless(
                Set.copyOf(keys).equals(FIELDS), file, field, keys, "must have exactly dtype, shape and data_offsets");
        String word = entry.get("dtype").asText();
        DType dtype = DType.ofSafetensors(word)
                .orElseThrow(() -> new BadModelException(
                        file, "dtype of " + field, word, "must be a plain type such as F32, F16 or BF16"));
        List<Long> shape = whole(file, "shape of " + field, entry.get("shape"));
        List<Long> offsets = whole(file, "data_offsets of " + field, entry.get("data_offsets"));
        BadModelException.unless(
                shape.size() <= MAX_RANK, file, "shape of " + field, shape, "must have at most 8 dimensions");
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1) || offsets.get(1) > size - start) {
            throw new BadModelException(
                    file,
                    "data_offsets of " + field,
                    offsets,
                    "must be [begin, end] with begin <= end <= " + (size - start) + ", the bytes after the header");
        }
        long length = offsets.get(1) - offsets.get(0);
        long expected = byteLength(file, field, dtype, shape);
        if (length != expected) {
            throw new BadModelException(
                    file, "data_offsets of " + field, offsets, "must span " + expected + " bytes for " + dtype + shape);
        }
        return new TensorInfo(name, dtype, shape, file, start + offsets.get(0), length);
    }

    /** Bytes by type and shape, a refusal if that overflows. Shared with GGUF. */
    static long byteLength(Path file, String field, DType dtype, List<Long> shape) {
        try {
            return dtype.byteLength(shape);
        } catch (ArithmeticException e) {
            throw new BadModelException(file, "shape of " + field, shape, "its size must not overflow 64 bits", e);
        } catch (IllegalArgumentException e) {
            throw new BadModelException(file, "shape of " + field, shape, e.getMessage(), e);
        }
    }

    private static List<Long> whole(Path file, String field, JsonNode array) {
        List<Long> values = new ArrayList<>();
        if (array.isArray()) {
            for (JsonNode value : array) {
                if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
                    values.add(value.longValue());
                }
            }
        }
        if (!array.isArray() || values.size() != array.size()) {
            throw new BadModelException(file, field, array, "must be an array of whole numbers from 0 to 2^63-1");
        }
        return values;
    }
}
