package dev.atelier.clean;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Sets of word shingles, their MinHash and their Jaccard similarity. Pure arithmetic, the same on every machine. */
final class Shingles {
    private Shingles() {}

    /** Lower case, without accents and punctuation; words between single spaces. */
    static String plain(String text) {
        return bare(text).toLowerCase(Locale.ROOT);
    }

    /** The same with its capitals. Marks that are no accents (Japanese, Hindi, Thai) are part of a letter and stay. */
    static String bare(String text) {
        return Plain.isAscii(text) ? Plain.words(text) : bareOfMarks(text);
    }

    static String bareOfMarks(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("[\u0300-\u036f\ufe00-\ufe0f]", "")
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .strip();
    }

    /** Sorted distinct 64-bit hashes of every {@code size} words in a row (of all words, if there are fewer). */
    static long[] of(String text, int size) {
        long[] words = words(plain(text));
        int width = Math.min(size, words.length);
        long[] shingles = new long[words.length - width + 1];
        for (int i = 0; i < shingles.length; i++) {
            for (int word = i; word < i + width; word++) {
                shingles[i] = mix(shingles[i] ^ words[word]);
            }
        }
        return Arrays.stream(shingles).sorted().distinct().toArray();
    }

    /** A hash of each word between spaces. */
    private static long[] words(String plain) {
        long[] hashes = new long[1 + (int) plain.chars().filter(c -> c == ' ').count()];
        int word = 0;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            word += c == ' ' ? 1 : 0;
            hashes[word] = c == ' ' ? 0 : mix(hashes[word] ^ c);
        }
        return hashes;
    }

    /** Eight bytes each. */
    static byte[] toBytes(long[] shingles) {
        ByteBuffer bytes = ByteBuffer.allocate(shingles.length * Long.BYTES);
        bytes.asLongBuffer().put(shingles);
        return bytes.array();
    }

    static long[] fromBytes(byte[] bytes) {
        LongBuffer longs = ByteBuffer.wrap(bytes).asLongBuffer();
        long[] shingles = new long[longs.remaining()];
        longs.get(shingles);
        return shingles;
    }

    /** |a and b| / |a or b| of two sorted sets; 0 if both are empty. */
    static double jaccard(long[] a, long[] b) {
        int i = 0;
        int j = 0;
        int both = 0;
        while (i < a.length && j < b.length) {
            long left = a[i];
            long right = b[j];
            both += left == right ? 1 : 0;
            i += left <= right ? 1 : 0;
            j += left >= right ? 1 : 0;
        }
        int either = a.length + b.length - both;
        return either == 0 ? 0 : (double) both / either;
    }

    /**
     * One hash per band: MinHash values of {@code rows} hash functions each (Broder 1997), combined. Rows that share a
     * band's hash are compared.
     */
    static List<Long> bands(long[] shingles, int bands, int rows) {
        List<Long> hashes = new ArrayList<>(bands);
        for (int band = 0; band < bands; band++) {
            long combined = band;
            for (int row = 0; row < rows; row++) {
                long least = Long.MAX_VALUE;
                long salt = mix((long) band * rows + row + 1);
                for (long shingle : shingles) {
                    least = Math.min(least, mix(shingle ^ salt));
                }
                combined = mix(combined ^ least);
            }
            hashes.add(combined);
        }
        return hashes;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection of 64 bits without visible pattern. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
