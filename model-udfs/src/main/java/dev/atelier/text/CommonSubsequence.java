package dev.atelier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Longest common subsequence of two lists of words, 64 places of the second list at a time (Hyyrö 2004, "Bit-Parallel LCS-length
 * Computation Revisited"). Row i of the table of lengths is kept as bits: bit j is 0 where length(i, j + 1) is one more than
 * length(i, j). To read a subsequence back, every 256th row is kept and the rows between are worked out again.
 */
final class CommonSubsequence {
    private static final int BLOCK = 256;
    private static final int[] NOWHERE = {};
    private final List<String> first;
    private final List<String> second;
    private final Map<String, int[]> places;

    CommonSubsequence(List<String> first, List<String> second) {
        this.first = first;
        this.second = second;
        Map<String, List<Integer>> lists = new HashMap<>();
        for (int j = 0; j < second.size(); j++) {
            lists.computeIfAbsent(second.get(j), word -> new ArrayList<>()).add(j);
        }
        places = new HashMap<>();
        lists.forEach((word, list) ->
                places.put(word, list.stream().mapToInt(Integer::intValue).toArray()));
    }

    int length() {
        long[] row = empty();
        for (String word : first) {
            row = next(row, word);
        }
        return zeros(row, second.size());
    }

    /** Places in the first list of one of the longest: of several, the one that rouge_score's {@code lcs_ind} reads. */
    BitSet placesInFirst() {
        BitSet found = new BitSet(first.size());
        List<long[]> kept = everyBlock();
        int i = first.size();
        int j = second.size();
        int here = length(); // length(i, j)
        while (i > 0 && j > 0) {
            int from = (i - 1) / BLOCK * BLOCK;
            long[][] rows = block(kept.get(from / BLOCK), from, i);
            while (i > from && j > 0) {
                long[] row = rows[i - from];
                long[] before = rows[i - 1 - from];
                int above = zeros(before, j); // length(i - 1, j)
                String word = first.get(i - 1);
                while (j > 0 && !word.equals(second.get(j - 1)) && here - step(row, j) > above) {
                    here -= step(row, j);
                    above -= step(before, j);
                    j--;
                }
                i--;
                here = above;
                if (j > 0 && word.equals(second.get(j - 1))) {
                    found.set(i);
                    here -= step(before, j);
                    j--;
                }
            }
        }
        return found;
    }

    /** Rows 0, 256, 512 ... */
    private List<long[]> everyBlock() {
        List<long[]> kept = new ArrayList<>();
        long[] row = empty();
        for (int i = 0; i < first.size(); i++) {
            if (i % BLOCK == 0) {
                kept.add(row);
            }
            row = next(row, first.get(i));
        }
        return kept;
    }

    /** Rows {@code from} to {@code to}. */
    private long[][] block(long[] row, int from, int to) {
        long[][] rows = new long[to - from + 1][];
        rows[0] = row;
        for (int i = from; i < to; i++) {
            rows[i + 1 - from] = next(rows[i - from], first.get(i));
        }
        return rows;
    }

    private long[] empty() {
        long[] row = new long[(second.size() + 63) / 64];
        Arrays.fill(row, -1);
        return row;
    }

    /** The row behind this one: V' = (V + (V and M)) or (V and not M), M the places of the word. */
    private long[] next(long[] row, String word) {
        int[] at = places.getOrDefault(word, NOWHERE);
        if (at.length == 0) {
            return row;
        }
        long[] match = new long[row.length];
        for (int j : at) {
            match[j / 64] |= 1L << j;
        }
        long[] next = new long[row.length];
        long carry = 0;
        for (int k = 0; k < row.length; k++) {
            long both = row[k] & match[k];
            long sum = row[k] + both;
            long total = sum + carry;
            carry = Long.compareUnsigned(sum, row[k]) < 0 || Long.compareUnsigned(total, sum) < 0 ? 1 : 0;
            next[k] = total | (row[k] & ~match[k]);
        }
        return next;
    }

    /** length(i, j) - length(i, j - 1), 0 or 1. */
    private static int step(long[] row, int j) {
        return ((row[(j - 1) / 64] >>> (j - 1)) & 1) == 0 ? 1 : 0;
    }

    /** length(i, j). */
    private static int zeros(long[] row, int j) {
        int ones = 0;
        for (int k = 0; k < j / 64; k++) {
            ones += Long.bitCount(row[k]);
        }
        if (j % 64 > 0) {
            ones += Long.bitCount(row[j / 64] & ((1L << j) - 1));
        }
        return j - ones;
    }
}
