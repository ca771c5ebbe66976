package dev.atelier.weights;

import static dev.atelier.weights.Backtracking.require;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.BitSet;
import java.util.Deque;

/**
 * SentencePiece's {@code precompiled_charsmap}: the size of a double-array trie, the trie, the texts that it points to,
 * each with a zero behind it (darts.h; spm_precompiled 0.1.4, which looks up without a bound). Every walk through the trie
 * is made once here.
 */
final class CharsMap {
    private static final int LABELS = 256;
    private final int[] units;
    private final byte[] texts;
    private int longest = 1;

    private CharsMap(int[] units, byte[] texts) {
        this.units = units;
        this.texts = texts;
    }

    /**
     * Bytes of the longest text that one character can become.
     *
     * @throws IllegalArgumentException saying what is broken
     */
    static int longest(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        require(Base64.getEncoder().encodeToString(bytes).equals(base64), "it is not base64 as Rust reads it");
        require(bytes.length >= 4, "it has " + bytes.length + " bytes, too few for the size of a trie");
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long size = Integer.toUnsignedLong(buffer.getInt());
        require(
                size >= 4 && size % 4 == 0 && size <= buffer.remaining(),
                "its trie of " + size + " bytes is not a part of the " + buffer.remaining() + " that follow");
        int[] units = new int[(int) size / 4];
        buffer.asIntBuffer().get(units);
        buffer.position(4 + (int) size);
        byte[] texts = new byte[buffer.remaining()];
        buffer.get(texts);
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(texts));
            require(text.length() <= texts.length, "its texts are not UTF-8");
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("its texts are not UTF-8", e);
        }
        CharsMap map = new CharsMap(units, texts);
        map.walk();
        return map.longest;
    }

    private void walk() {
        BitSet seen = new BitSet(units.length);
        Deque<Integer> open = new ArrayDeque<>();
        open.push(offset(units[0]));
        while (!open.isEmpty()) {
            int base = open.pop();
            // whatever byte comes next, its unit must be there
            require(
                    base >= 0 && (base | (LABELS - 1)) < units.length,
                    "its trie leads to unit " + base + ", and has " + units.length);
            for (int label = 1; label < LABELS; label++) {
                int at = base ^ label;
                // a unit is a leaf's value where bit 31 is set, and no label fits it
                if ((units[at] & (1 << 31 | 0xff)) == label && !seen.get(at)) {
                    seen.set(at);
                    int next = at ^ offset(units[at]);
                    if ((units[at] >> 8 & 1) == 1) {
                        require(next >= 0 && next < units.length, "its trie leads to unit " + next);
                        text(units[next] & Integer.MAX_VALUE);
                    }
                    open.push(next);
                }
            }
        }
    }

    private void text(int start) {
        require(
                start <= texts.length && (start == texts.length || (texts[start] & 0xc0) != 0x80),
                "its trie names the text at byte " + start + " of " + texts.length);
        int end = start;
        while (end < texts.length && texts[end] != 0) {
            end++;
        }
        longest = Math.max(longest, end - start);
    }

    /** darts.h, DoubleArrayUnit::offset. */
    private static int offset(int unit) {
        return unit >>> 10 << ((unit & 1 << 9) >>> 6);
    }
}
