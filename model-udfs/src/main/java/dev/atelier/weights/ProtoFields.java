package dev.atelier.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The fields of one protocol-buffer message, one after the other, never outside its bytes
 * (protobuf.dev/programming-guides/encoding). Nothing is copied but names.
 */
final class ProtoFields {
    private static final int MOST_NAME_BYTES = 1 << 16;
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final Path file;
    private final ByteBuffer message;
    private final long start;
    private int number;
    private int wireType;
    private long value;
    private ByteBuffer content;
    private long contentStart;

    /** @param message the whole file */
    ProtoFields(Path file, ByteBuffer message) {
        this(file, message, 0);
    }

    /** @param start where the message's place 0 lies in the file */
    private ProtoFields(Path file, ByteBuffer message, long start) {
        this.file = file;
        this.message = message;
        this.start = start;
    }

    /**
     * Goes to the next field.
     *
     * @return whether there is one
     * @throws BadModelException if it does not fit in the message
     */
    boolean next() {
        if (!message.hasRemaining()) {
            return false;
        }
        long key = varint();
        number = (int) (key >>> 3);
        wireType = (int) (key & 7);
        switch (wireType) {
            case VARINT -> value = varint();
            case FIXED_64 -> skip(Long.BYTES);
            case BYTES -> skip(varint());
            case FIXED_32 -> skip(Integer.BYTES);
            default -> throw bad("wire type " + wireType, "must be 0, 1, 2 or 5");
        }
        return true;
    }

    int number() {
        return number;
    }

    /** A number that is stored as varint. */
    long value() {
        require(VARINT);
        return value;
    }

    /** A message in this one. */
    ProtoFields inside() {
        require(BYTES);
        return new ProtoFields(file, content.duplicate(), contentStart);
    }

    /** Where bytes begin in the file. */
    long offset() {
        require(BYTES);
        return contentStart;
    }

    /** How many bytes they are. */
    long length() {
        require(BYTES);
        return content.remaining();
    }

    /** A short text; broken UTF-8 becomes signs that stand in no known name. */
    String text() {
        return text(MOST_NAME_BYTES);
    }

    /** A text of at most so many bytes, likewise. */
    String text(int mostBytes) {
        require(BYTES);
        if (content.remaining() > mostBytes) {
            throw bad(content.remaining() + " bytes", "a text there has at most " + mostBytes);
        }
        return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }

    /** A repeated number: one a field, or several packed in one. */
    long[] values() {
        if (wireType == VARINT) {
            return new long[] {value};
        }
        ProtoFields packed = inside();
        long[] values = new long[0];
        while (packed.message.hasRemaining()) {
            if (values.length == 8) {
                throw bad("more than 8 dimensions", "a tensor has at most 8");
            }
            values = Arrays.copyOf(values, values.length + 1);
            values[values.length - 1] = packed.varint();
        }
        return values;
    }

    private void skip(long length) {
        if (length < 0 || length > message.remaining()) {
            throw bad(length + " bytes", "must end where the message around it ends; the file is cut off or damaged");
        }
        contentStart = start + message.position();
        content = message.slice(message.position(), (int) length);
        message.position(message.position() + (int) length);
    }

    private long varint() {
        long varint = 0;
        for (int shift = 0; shift < Long.SIZE && message.hasRemaining(); shift += 7) {
            byte part = message.get();
            varint |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return varint;
            }
        }
        throw bad("a number without end", "must have at most 10 bytes; the file is cut off or damaged");
    }

    private void require(int type) {
        if (wireType != type) {
            throw bad("wire type " + wireType, "must be " + type + " there, as onnx.proto says");
        }
    }

    private BadModelException bad(String found, String rule) {
        return new BadModelException(file, "protocol buffer, field " + number, found, rule);
    }
}
