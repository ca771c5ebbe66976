package dev.atelier.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Header of a GGUF file, version 2 or 3 (format: docs/gguf.md of ggml): typed metadata and the table of tensors. */
public final class Gguf {
    private static final int MAGIC = 0x46554747; // "GGUF", little endian
    private static final int DEFAULT_ALIGNMENT = 32; // docs/gguf.md, general.alignment
    private static final int MAX_RANK = 4; // GGML_MAX_DIMS of ggml.h
    /** Of the tensors, and of the metadata; published files have some thousand. */
    private static final int MAX_ENTRIES = 1 << 16;
    /** With 262,144 tokens some 20 MB. */
    private static final long MAX_HEADER_BYTES = 1 << 28;

    private static final int LEAST_PAIR_BYTES = 13; // key length, type, one byte
    private static final int LEAST_TENSOR_BYTES = 24; // name length, rank, type, offset

    private final Path file;
    private final Map<String, GgufValue> metadata = new LinkedHashMap<>();
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    private Gguf(Path file) {
        this.file = file;
    }

    /**
     * Reads and checks the header; the tensors' bytes stay where they are.
     *
     * @throws BadModelException if anything about the header is not as the format says
     */
    public static Gguf read(Path file) {
        ModelFile.state(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            ByteBuffer header = channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(size, MAX_HEADER_BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            Gguf gguf = new Gguf(file);
            gguf.readHeader(new GgufCursor(file, header), size);
            return gguf;
        } catch (IOException e) {
            throw new BadModelException(file, "file", e.toString(), "must be readable", e);
        }
    }

    /** Tensors by name, in the file's order. Shapes are row-major, the reverse of GGML's order. */
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /** Metadata by key, in the file's order. */
    public Map<String, GgufValue> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    public boolean has(String key) {
        return metadata.containsKey(key);
    }

    /** @throws BadModelException if the key is missing or not a string; so for every accessor below and its type */
    public String string(String key) {
        return as(GgufValue.Text.class, key, get(key)).value();
    }

    public long integer(String key) {
        return as(GgufValue.Whole.class, key, get(key)).value();
    }

    public boolean flag(String key) {
        return as(GgufValue.Flag.class, key, get(key)).value();
    }

    public List<String> strings(String key) {
        return many(key).map(v -> as(GgufValue.Text.class, key, v).value()).toList();
    }

    public long[] integers(String key) {
        return many(key)
                .mapToLong(v -> as(GgufValue.Whole.class, key, v).value())
                .toArray();
    }

    private Stream<GgufValue> many(String key) {
        return as(GgufValue.Many.class, key, get(key)).values().stream();
    }

    private GgufValue get(String key) {
        GgufValue value = metadata.get(key);
        if (value == null) {
            throw new BadModelException(file, "metadata " + key, "missing", "must be there");
        }
        return value;
    }

    private <T extends GgufValue> T as(Class<T> kind, String key, GgufValue value) {
        if (!kind.isInstance(value)) {
            throw new BadModelException(file, "metadata " + key, value, "must be " + kind.getSimpleName());
        }
        return kind.cast(value);
    }

    private void readHeader(GgufCursor cursor, long size) {
        refuseOtherFormats(cursor.int32("magic"), cursor.int32("version"));
        int tensorCount = cursor.count("tensor count", LEAST_TENSOR_BYTES, MAX_ENTRIES);
        int pairCount = cursor.count("metadata count", LEAST_PAIR_BYTES, MAX_ENTRIES);
        for (int i = 0; i < pairCount; i++) {
            String key = cursor.string("key of metadata " + i);
            if (metadata.put(key, cursor.value(key)) != null) {
                throw new BadModelException(file, "metadata " + key, "twice", "a key must not be repeated");
            }
        }
        if (has("split.count") && integer("split.count") > 1) {
            throw new BadModelException(
                    file, "metadata split.count", integer("split.count"), "must be 1; merge the parts into one file");
        }
        readTensors(cursor, tensorCount, size);
    }

    private void refuseOtherFormats(int magic, int version) {
        if (magic != MAGIC) {
            throw new BadModelException(
                    file,
                    "magic",
                    "0x" + Integer.toHexString(magic),
                    "must be GGUF, the first four bytes of the format");
        } else if (version != 2 && version != 3) {
            int swapped = Integer.reverseBytes(version);
            throw new BadModelException(
                    file,
                    "version",
                    Integer.toUnsignedString(version),
                    swapped == 2 || swapped == 3 ? "a big-endian file; use a little-endian one" : "must be 2 or 3");
        }
    }

    private void readTensors(GgufCursor cursor, int count, long size) {
        List<Unplaced> unplaced = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            unplaced.add(readTensor(cursor, i));
        }
        long alignment = alignment();
        long start = ByteRanges.roundUp(cursor.position(), alignment);
        for (Unplaced tensor : unplaced) {
            if (tensors.put(tensor.name, tensor.at(file, start, alignment, size)) != null) {
                throw new BadModelException(file, "tensor " + tensor.name, "twice", "a name must not be repeated");
            }
        }
        long end = ByteRanges.check(file, List.copyOf(tensors.values()), start, alignment);
        long padded = start + ByteRanges.roundUp(end - start, alignment);
        if (size < end || (size > padded && count > 0)) {
            throw new BadModelException(
                    file, "file size", size, "must be " + end + " to " + padded + " bytes, header and tensors");
        }
    }

    private long alignment() {
        long alignment = has("general.alignment") ? integer("general.alignment") : DEFAULT_ALIGNMENT;
        if (alignment < 1 || alignment > 1 << 20 || Long.bitCount(alignment) != 1) {
            throw new BadModelException(
                    file, "metadata general.alignment", alignment, "must be a power of two up to 2^20");
        }
        return alignment;
    }

    private Unplaced readTensor(GgufCursor cursor, int index) {
        String name = cursor.string("name of tensor " + index);
        String field = "tensor " + name;
        int rank = cursor.int32("rank of " + field);
        if (rank < 0 || rank > MAX_RANK) {
            throw new BadModelException(
                    file, "rank of " + field, Integer.toUnsignedString(rank), "must be 0 to " + MAX_RANK);
        }
        List<Long> shape = new ArrayList<>();
        for (int d = 0; d < rank; d++) {
            shape.add(0, cursor.unsigned64("dimension " + d + " of " + field));
        }
        int type = cursor.int32("type of " + field);
        DType dtype = DType.ofGgml(type)
                .orElseThrow(() -> new BadModelException(
                        file,
                        "type of " + field,
                        type,
                        "must be a GGML type that is read here: F32, F16, BF16, Q4_0,"
                                + " Q4_1, Q5_0, Q5_1, Q8_0, Q2_K to Q6_K"));
        long length = Safetensors.byteLength(file, field, dtype, shape);
        return new Unplaced(name, dtype, shape, cursor.unsigned64("offset of " + field), length);
    }

    /** A tensor whose offset is still counted from the start of the data, which is known after the last entry. */
    private record Unplaced(String name, DType dtype, List<Long> shape, long offset, long length) {
        TensorInfo at(Path file, long start, long alignment, long size) {
            if (offset % alignment != 0) {
                throw new BadModelException(
                        file, "offset of tensor " + name, offset, "must be a multiple of the alignment " + alignment);
            } else if (offset > size - start || length > size - start - offset) {
                throw new BadModelException(
                        file,
                        "offset of tensor " + name,
                        offset + " + " + length + " bytes",
                        "must end within the file of " + size + " bytes; is it cut off?");
            }
            return new TensorInfo(name, dtype, shape, file, start + offset, length);
        }
    }
}
