package dev.atelier.image;

import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * The zlib stream of a PNG file (RFC 1950, RFC 1951), written here rather than by {@code java.util.zip.Deflater}: that
 * one gives other bytes on a JDK that was built with another zlib, and a picture's digest must not depend on the JDK.
 */
final class Zlib {
    private static final int MIN_MATCH = 3;
    private static final int MAX_MATCH = 258;
    private static final int WINDOW = 1 << 15;
    /** Earlier places tried for a match: more is slower and hardly smaller. */
    private static final int MAX_CHAIN = 128;
    /** Tokens in one block, each with its own codes. */
    private static final int BLOCK_TOKENS = 1 << 15;

    private final byte[] data;
    private final int[] latest = new int[1 << 15]; // hash of three bytes to the latest place it stood, -1 for none
    private final int[] before = new int[WINDOW]; // place modulo window to the place before it with the same hash
    private final int[] tokens = new int[BLOCK_TOKENS]; // literal, or length << 16 | distance
    private int count;
    private final BitWriter out = new BitWriter();

    private Zlib(byte[] data) {
        this.data = data;
        Arrays.fill(latest, -1);
    }

    static byte[] compress(byte[] data) {
        return new Zlib(data).stream();
    }

    private byte[] stream() {
        // deflate, 32 KiB window; check bits that make the two bytes a multiple of 31 (RFC 1950, 2.2)
        out.bits(0x78, 8);
        out.bits(0xDA, 8);
        int at = 0;
        while (at < data.length) {
            long match = longest(at);
            int length = (int) (match >>> 32);
            insert(at);
            // a longer match that begins one byte later wins
            boolean wait = length >= MIN_MATCH && length < MAX_MATCH && (int) (longest(at + 1) >>> 32) > length;
            if (length < MIN_MATCH || wait) {
                add(data[at] & 255);
                at++;
            } else {
                add(length << 16 | (int) match);
                for (int i = 1; i < length; i++) {
                    insert(at + i);
                }
                at += length;
            }
        }
        DeflateBlock.write(out, tokens, count, true);
        Adler32 adler = new Adler32();
        adler.update(data);
        return out.finish((int) adler.getValue());
    }

    private void add(int token) {
        if (count == BLOCK_TOKENS) {
            DeflateBlock.write(out, tokens, count, false);
            count = 0;
        }
        tokens[count++] = token;
    }

    /** Length and distance of the longest match that begins at a place, the nearest of equals; 0 for none. */
    private long longest(int at) {
        if (at + MIN_MATCH > data.length) {
            return 0;
        }
        int limit = Math.min(MAX_MATCH, data.length - at);
        long best = 0;
        int bestLength = MIN_MATCH - 1;
        int place = latest[hash(at)];
        for (int tries = 0; tries < MAX_CHAIN && place >= 0 && at - place < WINDOW && bestLength < limit; tries++) {
            int length = 0;
            while (length < limit && data[place + length] == data[at + length]) {
                length++;
            }
            if (length > bestLength) {
                bestLength = length;
                best = (long) length << 32 | (at - place);
            }
            place = before[place & (WINDOW - 1)];
        }
        return best;
    }

    private void insert(int at) {
        if (at + MIN_MATCH <= data.length) {
            int hash = hash(at);
            before[at & (WINDOW - 1)] = latest[hash];
            latest[hash] = at;
        }
    }

    private int hash(int at) {
        int three = (data[at] & 255) << 16 | (data[at + 1] & 255) << 8 | (data[at + 2] & 255);
        // multiplicative hashing (Knuth, TAOCP 3, 6.4): 2^32 over the golden ratio
        return (three * 0x9E3779B1) >>> 17;
    }
}
