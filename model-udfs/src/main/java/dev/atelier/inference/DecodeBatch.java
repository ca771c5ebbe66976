package dev.atelier.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The run of one batch: its KV cache, and the rows that are not done, row i at place i of the cache. Every row starts
 * at slot 0 and prompts come in whole chunks of 64, so that a row's bits do not depend on the others.
 */
final class DecodeBatch implements AutoCloseable {
    /** Tokens of a prompt chunk and step of the cache: decoder.py, BLOCK. */
    static final int BLOCK = 64;
    /** Rows of one prefill call: 16 x 64 = 1,024, the most for which packed linears were shown to be exact. */
    private static final int PREFILL_ROWS = 16;

    private final Program program;
    private final List<DecodeRow> rows;
    private final IValue cache;

    DecodeBatch(Program program, List<DecodeRow> rows) {
        this.program = program;
        this.rows = new ArrayList<>(rows);
        try (IValue count = IValue.from((long) rows.size());
                IValue slots = IValue.from((long) slots(rows))) {
            this.cache = program.hold("cache", count, slots);
        }
    }

    /** Slots of a cache for these rows. */
    static int slots(List<DecodeRow> rows) {
        int most = rows.stream().mapToInt(DecodeRow::slots).max().orElse(1);
        return (most + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** Runs until every row is done. */
    void run() {
        int longest = rows.stream().mapToInt(DecodeRow::promptLength).max().orElse(0);
        for (int start = 0; start < longest; start += BLOCK) {
            prefill(start);
        }
        dropDone();
        while (!rows.isEmpty()) {
            decode();
            dropDone();
        }
    }

    /** One chunk of every prompt that reaches it. Rows that agree up to its end share one computation. */
    private void prefill(int start) {
        Map<IntBuffer, List<Integer>> places = new LinkedHashMap<>();
        for (int place = 0; place < rows.size(); place++) {
            if (rows.get(place).promptLength() > start) {
                places.computeIfAbsent(rows.get(place).prefix(start + BLOCK), k -> new ArrayList<>())
                        .add(place);
            }
        }
        List<List<Integer>> groups = List.copyOf(places.values());
        for (int from = 0; from < groups.size(); from += PREFILL_ROWS) {
            prefill(start, groups.subList(from, Math.min(from + PREFILL_ROWS, groups.size())));
        }
        copyToFollowers(groups, start, start + BLOCK);
    }

    private void prefill(int start, List<List<Integer>> groups) {
        long[] leaders = groups.stream().mapToLong(group -> group.get(0)).toArray();
        long[] tokens = Arrays.stream(leaders)
                .flatMap(leader -> Arrays.stream(rows.get((int) leader).chunk(start, BLOCK)))
                .toArray();
        long[] last = Arrays.stream(leaders)
                .map(leader -> Math.min(rows.get((int) leader).promptLength() - start, BLOCK) - 1)
                .toArray();
        try (NDManager scope = program.newScope();
                IValue input = value(scope.create(tokens, new Shape(leaders.length, BLOCK))); // (R, 64)
                IValue places = value(scope.create(leaders)); // (R,)
                IValue ends = value(scope.create(last)); // (R,)
                IValue first = IValue.from((long) start)) {
            Logits logits = new Logits(program.run(scope, "prefill", input, places, ends, first, cache));
            for (int i = 0; i < groups.size(); i++) {
                for (int place : groups.get(i)) {
                    if (rows.get(place).promptLength() <= start + BLOCK) {
                        logits.give(i, rows.get(place));
                    }
                }
            }
        }
    }

    private void copyToFollowers(List<List<Integer>> groups, int start, int end) {
        List<Integer> sources = new ArrayList<>();
        List<Integer> targets = new ArrayList<>();
        groups.forEach(group -> group.stream().skip(1).forEach(place -> {
            sources.add(group.get(0));
            targets.add(place);
        }));
        if (!targets.isEmpty()) {
            copy(sources, targets, start, end);
        }
    }

    private void decode() {
        long[] tokens = rows.stream().mapToLong(DecodeRow::lastToken).toArray();
        long[] slots = rows.stream().mapToLong(DecodeRow::lastSlot).toArray();
        try (NDManager scope = program.newScope();
                IValue input = value(scope.create(tokens)); // (R,)
                IValue places = value(scope.create(slots))) { // (R,)
            Logits logits = new Logits(program.run(scope, "decode", input, places, cache));
            for (int i = 0; i < rows.size(); i++) {
                logits.give(i, rows.get(i));
            }
        }
    }

    /** The last row takes the place of one that is done; nobody else moves. */
    private void dropDone() {
        for (int place = rows.size() - 1; place >= 0; place--) {
            if (rows.get(place).isDone()) {
                DecodeRow last = rows.remove(rows.size() - 1);
                if (place < rows.size()) {
                    rows.set(place, last);
                    copy(List.of(rows.size()), List.of(place), 0, last.lastSlot());
                }
            }
        }
    }

    private void copy(List<Integer> sources, List<Integer> targets, int start, int end) {
        try (NDManager scope = program.newScope();
                IValue from = value(scope.create(longs(sources))); // (N,)
                IValue to = value(scope.create(longs(targets))); // (N,)
                IValue first = IValue.from((long) start);
                IValue stop = IValue.from((long) end)) {
            program.hold("copy_rows", from, to, first, stop, cache).close();
        }
    }

    private static long[] longs(List<Integer> places) {
        return places.stream().mapToLong(Integer::longValue).toArray();
    }

    private static IValue value(NDArray array) {
        return IValue.from((PtNDArray) array);
    }

    @Override
    public void close() {
        cache.close();
    }

    /** Logits (R, V) and log-sums (R,) of one call, on the Java side. */
    private record Logits(float[] values, float[] logSums) {
        Logits(NDList results) {
            this(results.get(0).toFloatArray(), results.get(1).toFloatArray());
        }

        void give(int index, DecodeRow row) {
            int vocabulary = values.length / logSums.length;
            row.accept(Arrays.copyOfRange(values, index * vocabulary, (index + 1) * vocabulary), logSums[index]);
        }
    }
}
