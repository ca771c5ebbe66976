package dev.atelier.weights;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the little-endian header of a GGUF file; nothing is read or allocated beyond what the file still holds. */
final class GgufCursor {
    /** Numbers of enum gguf_metadata_value_type, docs/gguf.md of ggml. */
    private static final int U8 = 0;

    private static final int I8 = 1;
    private static final int U16 = 2;
    private static final int I16 = 3;
    private static final int U32 = 4;
    private static final int I32 = 5;
    private static final int F32 = 6;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int U64 = 10;
    private static final int I64 = 11;
    private static final int F64 = 12;

    /** A chat template is some kilobytes, a token some bytes. */
    private static final int MAX_STRING_BYTES = 16 << 20;
    /** Elements of arrays: 262,144 tokens, their scores and types, and 580,604 merges are 1.4 million. */
    private static final int MAX_ELEMENTS = 1 << 22;

    private final Path file;
    private final ByteBuffer header;
    private int elements;

    GgufCursor(Path file, ByteBuffer header) {
        this.file = file;
        this.header = header;
    }

    int position() {
        return header.position();
    }

    int int32(String field) {
        need(4, field);
        return header.getInt();
    }

    /** A count that a later loop may run to: each thing counted takes at least {@code leastBytes}. */
    int count(String field, int leastBytes, int most) {
        long count = unsigned64(field);
        if (count > header.remaining() / leastBytes) {
            throw new BadModelException(
                    file, field, count, "must fit in the " + header.remaining() + " bytes that follow");
        } else if (count > most) {
            throw new BadModelException(file, field, count, "must be at most " + most);
        }
        return (int) count;
    }

    long unsigned64(String field) {
        need(8, field);
        long value = header.getLong();
        if (value < 0) {
            throw new BadModelException(file, field, Long.toUnsignedString(value), "must be below 2^63");
        }
        return value;
    }

    String string(String field) {
        long length = unsigned64("string length of " + field);
        if (length > MAX_STRING_BYTES || length > header.remaining()) {
            throw new BadModelException(
                    file,
                    "string length of " + field,
                    length,
                    "must be at most " + Math.min(MAX_STRING_BYTES, header.remaining()) + " bytes");
        }
        ByteBuffer text = header.slice(header.position(), (int) length);
        header.position(header.position() + (int) length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new BadModelException(file, field, e.getMessage(), "must be valid UTF-8", e);
        }
    }

    /** A value of a metadata type, arrays included. */
    GgufValue value(String key) {
        int type = int32("type of metadata " + key);
        if (type != ARRAY) {
            return scalar(type, key);
        }
        int elementType = int32("element type of metadata " + key);
        int count = count("array length of metadata " + key, leastBytes(elementType, key), MAX_ELEMENTS - elements);
        elements += count;
        List<GgufValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(scalar(elementType, key));
        }
        return new GgufValue.Many(values);
    }

    private GgufValue scalar(int type, String key) {
        String field = "metadata " + key;
        if (type == STRING) {
            return new GgufValue.Text(string(field));
        } else if (type == U64) {
            return new GgufValue.Whole(unsigned64(field));
        }
        need(leastBytes(type, key), field);
        return switch (type) {
            case U8 -> new GgufValue.Whole(Byte.toUnsignedInt(header.get()));
            case I8 -> new GgufValue.Whole(header.get());
            case U16 -> new GgufValue.Whole(Short.toUnsignedInt(header.getShort()));
            case I16 -> new GgufValue.Whole(header.getShort());
            case U32 -> new GgufValue.Whole(Integer.toUnsignedLong(header.getInt()));
            case I32 -> new GgufValue.Whole(header.getInt());
            case I64 -> new GgufValue.Whole(header.getLong());
            case F32 -> new GgufValue.Real(header.getFloat());
            case F64 -> new GgufValue.Real(header.getDouble());
            default -> flag(field);
        };
    }

    private GgufValue flag(String field) {
        byte value = header.get();
        if (value != 0 && value != 1) {
            throw new BadModelException(file, field, value, "a boolean must be 0 or 1");
        }
        return new GgufValue.Flag(value == 1);
    }

    private int leastBytes(int type, String key) {
        return switch (type) {
            case U8, I8, BOOL -> 1;
            case U16, I16 -> 2;
            case U32, I32, F32 -> 4;
            case U64, I64, F64, STRING -> 8;
            default ->
                throw new BadModelException(
                        file, "type of metadata " + key, type, "must be 0 to 12, and arrays must not be nested");
        };
    }

    private void need(int bytes, String field) {
        if (header.remaining() < bytes) {
            throw new BadModelException(
                    file, field, "end of file", "needs " + bytes + " bytes, " + header.remaining() + " are left");
        }
    }
}
