package dev.atelier.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.RowFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.TaskKilledException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicroBatcherTest {
    private final List<Integer> sizes = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8})
    void everyRowHasOneResultInOrderWhateverFails(int batchSize) {
        for (int failing = 0; failing < 1 << 7; failing++) {
            int bad = failing;
            MicroBatcher<Integer, Integer, String> batcher =
                    new MicroBatcher<>(batchSize, failingOn(row -> (bad >> row & 1) == 1), (row, m) -> row + "=" + m);

            List<MicroBatcher.Result<Integer, String>> results = drain(batcher.run(rows(7)));

            assertThat(results).extracting(MicroBatcher.Result::input).containsExactly(0, 1, 2, 3, 4, 5, 6);
            for (MicroBatcher.Result<Integer, String> result : results) {
                boolean shouldFail = (bad >> result.input() & 1) == 1;
                assertThat(result.output()).isEqualTo(shouldFail ? null : result.input() + "=" + result.input() * 10);
                assertThat(result.failure() != null).isEqualTo(shouldFail);
            }
        }
    }

    @Test
    void aFailingBatchIsHalvedUntilTheBadRowStandsAlone() {
        drain(new MicroBatcher<>(8, failingOn(row -> row == 5), (row, m) -> m).run(rows(8)));

        assertThat(sizes).containsExactly(8, 4, 4, 2, 1, 1, 2);
    }

    @Test
    void aRowFailureKeepsItsReasonAndOthersSayWhatTheyAre() {
        Function<List<Integer>, List<Integer>> model = batch -> {
            if (batch.contains(1)) {
                throw new RowFailure("prompt_too_long", "9000 tokens");
            } else if (batch.contains(2)) {
                throw new IllegalArgumentException("bad shape\n  at native frame 1\n");
            }
            return batch;
        };

        List<MicroBatcher.Result<Integer, Integer>> results =
                drain(new MicroBatcher<>(4, model, (row, m) -> m).run(rows(4)));

        assertThat(results.get(1).failure().reason()).isEqualTo("prompt_too_long");
        assertThat(results.get(2).failure().reason()).isEqualTo("model_error");
        assertThat(results.get(2).failure()).hasMessage("IllegalArgumentException: bad shape");
        assertThat(results.get(0).output()).isEqualTo(0);
        assertThat(results.get(3).output()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA out of memory. Tried to allocate 20.00 MiB",
                "CUDA error: out of memory",
                "[enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory"
            })
    void outOfMemoryShrinksRetriesTheSameRowsAndGrowsAgain(String message) {
        List<List<Integer>> answered = new ArrayList<>();
        Function<List<Integer>, List<Integer>> model = batch -> {
            sizes.add(batch.size());
            if (batch.size() > 2 && sizes.size() < 8) {
                throw new IllegalStateException("native", new IllegalStateException(message));
            }
            answered.add(batch);
            return batch;
        };

        List<MicroBatcher.Result<Integer, Integer>> results =
                drain(new MicroBatcher<>(8, model, (row, m) -> m).run(rows(44)));

        // 8 and 4 do not fit; 2 does, for four batches more; then 4, for four batches; then 8 again
        assertThat(sizes).containsExactly(8, 4, 2, 2, 2, 2, 2, 2, 2, 2, 4, 4, 4, 4, 8, 4);
        assertThat(answered.stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, 44).boxed().toList());
        assertThat(results).allSatisfy(result -> assertThat(result.failure()).isNull());
    }

    @Test
    void aRowThatFitsInNoMemoryFailsAlone() {
        Function<List<Integer>, List<Integer>> model = batch -> {
            if (batch.contains(3)) {
                throw new OutOfMemoryError("Cannot reserve 4096 bytes of direct buffer memory");
            }
            return batch;
        };

        List<MicroBatcher.Result<Integer, Integer>> results =
                drain(new MicroBatcher<>(4, model, (row, m) -> m).run(rows(6)));

        assertThat(results).extracting(MicroBatcher.Result::input).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(results.get(3).failure().reason()).isEqualTo("out_of_memory");
        assertThat(results).filteredOn(r -> r.failure() == null).hasSize(5);
    }

    @Test
    void whatIsNoRowsFaultStopsTheTask() {
        assertStops(new OutOfMemoryError("Java heap space"), OutOfMemoryError.class);
        assertStops(new NoClassDefFoundError("ai/djl/Device"), NoClassDefFoundError.class);
        assertStops(new TaskKilledException("stage cancelled"), TaskKilledException.class);
        assertStops(new IllegalStateException("CUDA error: device-side assert triggered"), IllegalStateException.class);
        assertStops(new IllegalStateException(new InterruptedException()), IllegalStateException.class);
    }

    private static void assertStops(Throwable error, Class<? extends Throwable> type) {
        Function<List<Integer>, List<Integer>> model = batch -> {
            if (error instanceof Error fatal) {
                throw fatal;
            }
            throw (RuntimeException) error;
        };
        assertThatThrownBy(() -> drain(new MicroBatcher<>(2, model, (row, m) -> m).run(rows(4))))
                .isInstanceOf(type);
    }

    @Test
    void aModelThatLosesARowIsNotBelieved() {
        Function<List<Integer>, List<Integer>> model = batch -> batch.subList(0, batch.size() / 2);

        List<MicroBatcher.Result<Integer, Integer>> results =
                drain(new MicroBatcher<>(3, model, (row, m) -> m).run(rows(3)));

        assertThat(results).hasSize(3).allSatisfy(r -> {
            assertThat(r.failure().reason()).isEqualTo("model_error");
            assertThat(r.failure()).hasMessageContaining("0 answers for 1 rows");
        });
    }

    @Test
    void finishingOverlapsTheModelsNextBatchOnOneOtherThread() {
        CountDownLatch secondBatch = new CountDownLatch(1);
        Set<String> finishers = ConcurrentHashMap.newKeySet();
        Set<String> models = ConcurrentHashMap.newKeySet();
        Function<List<Integer>, List<Integer>> model = batch -> {
            models.add(Thread.currentThread().getName());
            if (batch.contains(2)) {
                secondBatch.countDown();
            }
            return batch;
        };
        MicroBatcher<Integer, Integer, Integer> batcher = new MicroBatcher<>(2, model, (row, m) -> {
            finishers.add(Thread.currentThread().getName());
            // would time out if the second batch had to wait for the finishing of the first
            return await(secondBatch) ? m : -1;
        });

        List<MicroBatcher.Result<Integer, Integer>> results = drain(batcher.run(rows(6)));

        assertThat(results).extracting(MicroBatcher.Result::output).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(finishers).containsExactly("atelier-finish");
        assertThat(models).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void aFailureInFinishingIsItsRowsOwn() {
        MicroBatcher<Integer, Integer, Integer> batcher = new MicroBatcher<>(3, batch -> batch, (row, m) -> {
            if (row == 1) {
                throw new RowFailure("blank_picture", "all white");
            } else if (row == 4) {
                throw new IllegalStateException("disk full");
            }
            return m;
        });

        List<MicroBatcher.Result<Integer, Integer>> results = drain(batcher.run(rows(6)));

        assertThat(results)
                .extracting(r -> r.failure() == null ? "ok" : r.failure().reason())
                .containsExactly("ok", "blank_picture", "ok", "ok", "finish_error", "ok");
        assertThat(results.get(4).failure()).hasMessage("IllegalStateException: disk full");
    }

    @Test
    void anErrorInFinishingStopsTheTask() {
        MicroBatcher<Integer, Integer, Integer> batcher = new MicroBatcher<>(1, batch -> batch, (row, m) -> {
            throw new NoClassDefFoundError("org/example/Codec");
        });

        assertThatThrownBy(() -> drain(batcher.run(rows(3)))).isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void theInputIsReadOnTheCallersThreadAndNotFarAhead() {
        List<String> readers = new ArrayList<>();
        Iterator<Integer> input = new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < 100;
            }

            @Override
            public Integer next() {
                readers.add(Thread.currentThread().getName());
                return next++;
            }
        };
        try (MicroBatcher<Integer, Integer, Integer>.Run run =
                new MicroBatcher<Integer, Integer, Integer>(4, batch -> batch, (row, m) -> m).run(input)) {
            assertThat(run.next().output()).isZero();
        }

        assertThat(readers).hasSize(8).containsOnly(Thread.currentThread().getName());
    }

    @Test
    void closingJoinsTheBackgroundThread() {
        Set<Thread> finishers = ConcurrentHashMap.newKeySet();
        MicroBatcher<Integer, Integer, Integer> batcher = new MicroBatcher<>(1, batch -> batch, (row, m) -> {
            finishers.add(Thread.currentThread());
            return m;
        });
        try (MicroBatcher<Integer, Integer, Integer>.Run run = batcher.run(rows(5))) {
            run.next();
        }

        assertThat(finishers).hasSize(1).noneMatch(Thread::isAlive);
    }

    /** Answers ten times the row, and refuses a batch that holds a bad one. */
    private Function<List<Integer>, List<Integer>> failingOn(java.util.function.IntPredicate bad) {
        return batch -> {
            sizes.add(batch.size());
            if (batch.stream().anyMatch(row -> bad.test(row))) {
                throw new IllegalStateException("bad row in " + batch);
            }
            return batch.stream().map(row -> row * 10).toList();
        };
    }

    private static Iterator<Integer> rows(int count) {
        return IntStream.range(0, count).iterator();
    }

    private static <T> List<T> drain(Iterator<T> results) {
        List<T> all = new ArrayList<>();
        results.forEachRemaining(all::add);
        return all;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
