package dev.atelier.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A {@code precompiled_charsmap} of 512 units in which {@code a} becomes {@code 杯}, to be damaged. */
public final class CharsMapBytes {
    private final int[] units = new int[512];
    private int size = 4 * units.length;
    private byte[] texts = "杯\0".getBytes(StandardCharsets.UTF_8);

    public CharsMapBytes() {
        units[0] = 256 << 10;
        units[256 ^ 'a'] = 'a' | 1 << 8 | (256 ^ 'a' ^ 400) << 10;
        units[400] = 1 << 31;
    }

    CharsMapBytes unit(int at, int value) {
        units[at] = value;
        return this;
    }

    CharsMapBytes size(int bytes) {
        this.size = bytes;
        return this;
    }

    CharsMapBytes texts(byte[] bytes) {
        this.texts = bytes;
        return this;
    }

    public String base64() {
        ByteBuffer bytes =
                ByteBuffer.allocate(4 + 4 * units.length + texts.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(size).asIntBuffer().put(units);
        bytes.position(4 + 4 * units.length).put(texts);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
