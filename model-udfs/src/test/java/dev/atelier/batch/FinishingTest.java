package dev.atelier.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.Answer;
import dev.atelier.domain.RowFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FinishingTest {
    private final List<String> readers = new ArrayList<>();

    @Test
    void finishingOverlapsTheNextBatchOnOneOtherThread() {
        CountDownLatch secondBatch = new CountDownLatch(1);
        Set<String> finishers = ConcurrentHashMap.newKeySet();
        Iterator<Integer> source = source(6, row -> {
            if (row == 2) {
                secondBatch.countDown();
            }
            return row;
        });
        List<Integer> finished = drain(new Finishing<>(source, 2, row -> {
            finishers.add(Thread.currentThread().getName());
            // would time out if the second batch had to wait for the finishing of the first
            return await(secondBatch) ? row : -1;
        }));
        assertThat(finished).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(finishers).containsExactly("atelier-finish");
        assertThat(readers).hasSize(6).containsOnly(Thread.currentThread().getName());
    }

    @Test
    void aFailureInFinishingIsItsRowsOwn() {
        Function<Integer, Integer> finish = row -> {
            if (row == 1) {
                throw new RowFailure("blank_picture", "all white");
            } else if (row == 4) {
                throw new IllegalStateException("disk full");
            }
            return row;
        };
        assertThat(Finishing.finish(Answer.done(0), finish)).isEqualTo(Answer.done(0));
        assertThat(Finishing.finish(Answer.done(1), finish))
                .isEqualTo(new Answer.Failed<>("blank_picture", "all white"));
        assertThat(Finishing.finish(Answer.done(4), finish))
                .isEqualTo(new Answer.Failed<>("finish_error", "IllegalStateException: disk full"));
        assertThat(Finishing.finish(Answer.<Integer>failed(new RowFailure("a", "b")), finish))
                .isEqualTo(new Answer.Failed<>("a", "b"));
    }

    @Test
    void anErrorInFinishingStopsTheTask() {
        Finishing<Integer, Integer> rows = new Finishing<>(source(3, IntUnaryOperator.identity()), 1, row -> {
            throw new NoClassDefFoundError("org/example/Codec");
        });
        assertThatThrownBy(() -> drain(rows)).isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void theSourceIsNotReadFarAhead() {
        try (Finishing<Integer, Integer> rows =
                new Finishing<>(source(100, IntUnaryOperator.identity()), 4, row -> row)) {
            assertThat(rows.next()).isZero();
        }
        assertThat(readers).hasSize(5);
    }

    @Test
    void closingJoinsTheBackgroundThread() {
        Set<Thread> finishers = ConcurrentHashMap.newKeySet();
        try (Finishing<Integer, Integer> rows = new Finishing<>(source(5, IntUnaryOperator.identity()), 1, row -> {
            finishers.add(Thread.currentThread());
            return row;
        })) {
            rows.next();
        }
        assertThat(finishers).hasSize(1).noneMatch(Thread::isAlive);
    }

    private Iterator<Integer> source(int count, IntUnaryOperator seen) {
        return IntStream.range(0, count)
                .map(row -> {
                    readers.add(Thread.currentThread().getName());
                    return seen.applyAsInt(row);
                })
                .iterator();
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
