package dev.atelier.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an id is made of, written by hand: each entry has a name, a type and a value of stated length, so that no two lists
 * of entries share an id. What is absent (null) or at its neutral value is not written, so that a parameter which comes
 * later changes no id that there was before. Never a {@code toString()}.
 */
public final class IdWriter {
    private final java.security.MessageDigest sha = ContentId.sha256();

    private IdWriter() {}

    /** @param kind what it is an id of, with the version of the way it is written, such as {@code request/1} */
    public static IdWriter of(String kind) {
        IdWriter writer = new IdWriter();
        writer.bytes(kind.getBytes(StandardCharsets.UTF_8));
        return writer;
    }

    /** Null is left out; the empty text is not. */
    public IdWriter text(String name, String value) {
        return value == null ? this : entry(name, 't', value.getBytes(StandardCharsets.UTF_8));
    }

    public IdWriter number(String name, long value) {
        return entry(name, 'i', ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /** Left out at its neutral value. */
    public IdWriter number(String name, long value, long neutral) {
        return value == neutral ? this : number(name, value);
    }

    /** By its 64 bits; 0.0 and -0.0 are one number. */
    public IdWriter number(String name, double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return entry(name, 'd', ByteBuffer.allocate(Long.BYTES).putLong(bits).array());
    }

    /** Left out at its neutral value. */
    public IdWriter number(String name, double value, double neutral) {
        return value == neutral ? this : number(name, value);
    }

    /** Null is left out. */
    public IdWriter word(String name, Enum<?> value) {
        return value == null ? this : entry(name, 'w', value.name().getBytes(StandardCharsets.UTF_8));
    }

    /** Counted and in order; an empty list is left out. */
    public IdWriter texts(String name, List<String> values) {
        if (values.isEmpty()) {
            return this;
        }
        IdWriter list = of("list");
        values.forEach(value -> list.text("", value));
        return part(name, list.number("", values.size()));
    }

    /** Something that writes itself. */
    public IdWriter part(String name, IdWriter part) {
        return entry(name, 'p', part.id().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Every component of a record, by name: for facts that only decide whether work is looked at again, such as a section
     * of the configuration. What names things for good writes itself by hand.
     *
     * @param value null is left out
     */
    public IdWriter record(String name, Record value) {
        return value == null ? this : part(name, components(value));
    }

    /** sha256, 64 hex digits, of everything written. Ends the writing. */
    public String id() {
        return HexFormat.of().formatHex(sha.digest());
    }

    /** A seed in 0 .. 2^32-1, which is what torch's CPU generator uses of a seed. Ends the writing. */
    public long seed() {
        return Long.parseLong(id().substring(0, 8), 16);
    }

    private static IdWriter components(Record value) {
        IdWriter writer = of("record " + value.getClass().getSimpleName());
        for (var component : value.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                writer.any(component.getName(), component.getAccessor().invoke(value));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot read " + component, e);
            }
        }
        return writer;
    }

    private IdWriter any(String name, Object value) {
        if (value == null) {
            return this;
        } else if (value instanceof String text) {
            return text(name, text);
        } else if (value instanceof Enum<?> word) {
            return word(name, word);
        } else if (value instanceof Boolean flag) {
            return number(name, flag ? 1 : 0);
        } else if (value instanceof Integer || value instanceof Long) {
            return number(name, ((Number) value).longValue());
        } else if (value instanceof Double number) {
            return number(name, number.doubleValue());
        } else if (value instanceof Record record) {
            return record(name, record);
        } else if (value instanceof List<?> list) {
            IdWriter elements = of("list").number("", list.size());
            list.forEach(element -> elements.any("", element));
            return part(name, elements);
        } else if (value instanceof Map<?, ?> map) {
            IdWriter entries = of("map");
            new TreeMap<>(map).forEach((key, element) -> entries.any((String) key, element));
            return part(name, entries);
        }
        throw new IllegalArgumentException("No way to write " + value.getClass() + " " + name + " into an id");
    }

    private IdWriter entry(String name, char type, byte[] value) {
        bytes(name.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) type);
        bytes(value);
        return this;
    }

    private void bytes(byte[] value) {
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        sha.update(value);
    }
}
