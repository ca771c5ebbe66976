package dev.atelier.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Bits packed into bytes from the lowest up (RFC 1951, 3.1.1). */
final class BitWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long pending;
    private int pendingBits;

    /** The low {@code count} bits of {@code value}, at most 16, lowest first. */
    void bits(int value, int count) {
        pending |= (long) value << pendingBits;
        pendingBits += count;
        while (pendingBits >= 8) {
            bytes.write((int) pending & 255);
            pending >>>= 8;
            pendingBits -= 8;
        }
    }

    /** Everything written, filled up to a whole byte, then a big-endian checksum. */
    byte[] finish(int checksum) {
        bits(0, 7 - (pendingBits + 7) % 8);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(checksum).array());
        return bytes.toByteArray();
    }
}
