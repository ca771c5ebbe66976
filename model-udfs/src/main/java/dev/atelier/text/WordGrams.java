package dev.atelier.text;

import java.util.List;

/** Runs of five words as 64-bit numbers, by which texts that share a passage are found among many. */
public final class WordGrams {
    /** Words in a run. */
    public static final int WORDS = 5;

    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;

    private WordGrams() {}

    /** A number for each run, in their order. */
    public static long[] of(List<String> words) {
        long[] hashes = words.stream().mapToLong(WordGrams::hash).toArray();
        long[] grams = new long[Math.max(0, words.size() - WORDS + 1)];
        for (int i = 0; i < grams.length; i++) {
            long gram = 0;
            for (int k = 0; k < WORDS; k++) {
                gram = mixed(gram * FNV_PRIME + hashes[i + k]);
            }
            grams[i] = gram;
        }
        return grams;
    }

    /** FNV-1a over UTF-16. */
    private static long hash(String word) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** The finisher of SplitMix64: every bit decides every other. */
    private static long mixed(long z) {
        long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long x = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
