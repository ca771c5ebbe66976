package dev.atelier.image;

import java.util.Arrays;

/** One deflate block with codes of its own (RFC 1951, 3.2.5 and 3.2.7). */
final class DeflateBlock {
    private static final int END = 256;
    private static final int[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };
    private static final int[] LENGTH_EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final int[] DISTANCE_BASE = {
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577
    };
    private static final int[] DISTANCE_EXTRA = {
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
    };
    private static final int[] LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final int MAX_BITS = 15;
    private static final int MAX_LENGTH_BITS = 7;

    private DeflateBlock() {}

    /** @param tokens literals, or {@code length << 16 | distance} */
    static void write(BitWriter out, int[] tokens, int count, boolean last) {
        int[] literals = new int[286];
        int[] distances = new int[30];
        literals[END] = 1;
        for (int i = 0; i < count; i++) {
            int token = tokens[i];
            literals[token < 256 ? token : 257 + place(LENGTH_BASE, token >>> 16)]++;
            if (token >= 256) {
                distances[place(DISTANCE_BASE, token & 0xffff)]++;
            }
        }
        HuffmanCode literalCode = HuffmanCode.of(literals, MAX_BITS);
        HuffmanCode distanceCode = HuffmanCode.of(distances, MAX_BITS);
        out.bits(last ? 1 : 0, 1);
        out.bits(2, 2); // dynamic codes
        header(out, literalCode.lengths(), distanceCode.lengths());
        for (int i = 0; i < count; i++) {
            write(out, tokens[i], literalCode, distanceCode);
        }
        literalCode.write(out, END);
    }

    private static void write(BitWriter out, int token, HuffmanCode literals, HuffmanCode distances) {
        if (token < 256) {
            literals.write(out, token);
            return;
        }
        int length = place(LENGTH_BASE, token >>> 16);
        literals.write(out, 257 + length);
        out.bits((token >>> 16) - LENGTH_BASE[length], LENGTH_EXTRA[length]);
        int distance = place(DISTANCE_BASE, token & 0xffff);
        distances.write(out, distance);
        out.bits((token & 0xffff) - DISTANCE_BASE[distance], DISTANCE_EXTRA[distance]);
    }

    private static int place(int[] bases, int value) {
        int found = Arrays.binarySearch(bases, value);
        return found >= 0 ? found : -found - 2;
    }

    /** Both codes' lengths, run-length coded: 16 repeats the last length, 17 and 18 are runs of zero. */
    private static void header(BitWriter out, int[] literals, int[] distances) {
        int[] all = Arrays.copyOf(literals, literals.length + distances.length);
        System.arraycopy(distances, 0, all, literals.length, distances.length);
        int[] symbols = new int[all.length];
        int[] extras = new int[all.length];
        int count = 0;
        for (int i = 0; i < all.length; count++) {
            int run = 1;
            while (i + run < all.length && all[i + run] == all[i]) {
                run++;
            }
            if (all[i] == 0 && run >= 3) {
                run = Math.min(run, 138);
                symbols[count] = run <= 10 ? 17 : 18;
                extras[count] = run - (run <= 10 ? 3 : 11);
            } else if (i > 0 && all[i] == all[i - 1] && run >= 3) {
                run = Math.min(run, 6);
                symbols[count] = 16;
                extras[count] = run - 3;
            } else {
                run = 1;
                symbols[count] = all[i];
            }
            i += run;
        }
        int[] counts = new int[19];
        for (int i = 0; i < count; i++) {
            counts[symbols[i]]++;
        }
        HuffmanCode code = HuffmanCode.of(counts, MAX_LENGTH_BITS);
        out.bits(literals.length - 257, 5);
        out.bits(distances.length - 1, 5);
        out.bits(LENGTH_ORDER.length - 4, 4);
        for (int symbol : LENGTH_ORDER) {
            out.bits(code.lengths()[symbol], 3);
        }
        for (int i = 0; i < count; i++) {
            code.write(out, symbols[i]);
            out.bits(extras[i], symbols[i] < 16 ? 0 : symbols[i] == 16 ? 2 : symbols[i] == 17 ? 3 : 7);
        }
    }
}
