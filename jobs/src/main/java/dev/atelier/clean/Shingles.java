package dev.atelier.clean;

import dev.atelier.domain.ContentId;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Sets of word shingles, their MinHash and their Jaccard similarity. Pure arithmetic, the same on every machine. */
final class Shingles {
    private Shingles() {}

    /** Lower case, without accents and punctuation; words between single spaces. */
    static String plain(String text) {
        return bare(text).toLowerCase(Locale.ROOT);
    }

    /** The same with its capitals. Marks that are no accents (Japanese, Hindi, Thai) are part of a letter and stay. */
    static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("[\u0300-\u036f\ufe00-\ufe0f]", "")
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .strip();
    }

    /** Sorted distinct 64-bit hashes of every {@code size} words in a row (of all words, if there are fewer). */
    static List<Long> of(String text, int size) {
        String[] words = plain(text).split(" ", -1);
        TreeSet<Long> shingles = new TreeSet<>();
        for (int i = 0; i + Math.min(size, words.length) <= words.length; i++) {
            String shingle = String.join(" ", Arrays.copyOfRange(words, i, Math.min(i + size, words.length)));
            shingles.add(Long.parseUnsignedLong(ContentId.of(shingle).substring(0, 16), 16));
        }
        return new ArrayList<>(shingles);
    }

    /** |a and b| / |a or b| of two sorted sets; 0 if both are empty. */
    static double jaccard(List<Long> a, List<Long> b) {
        int i = 0;
        int j = 0;
        int both = 0;
        while (i < a.size() && j < b.size()) {
            int order = Long.compare(a.get(i), b.get(j));
            both += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int either = a.size() + b.size() - both;
        return either == 0 ? 0 : (double) both / either;
    }

    /**
     * One hash per band: MinHash values of {@code rows} hash functions each (Broder 1997), combined. Rows that share a
     * band's hash are compared.
     */
    static List<Long> bands(List<Long> shingles, int bands, int rows) {
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
