package dev.atelier.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.Answer;
import dev.atelier.domain.RowFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.TaskKilledException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {
    private final List<Integer> sizes = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8})
    void everyRowHasOneAnswerInOrderWhateverFails(int batchSize) {
        for (int failing = 0; failing < 1 << 7; failing++) {
            int bad = failing;
            List<Answer<Integer>> answers = through(batchSize, 7, failingOn(row -> (bad >> row & 1) == 1));
            assertThat(answers).hasSize(7);
            for (int row = 0; row < 7; row++) {
                boolean shouldFail = (bad >> row & 1) == 1;
                assertThat(answers.get(row) instanceof Answer.Failed).isEqualTo(shouldFail);
                if (!shouldFail) {
                    assertThat(answers.get(row).orThrow()).isEqualTo(row * 10);
                }
            }
        }
    }

    @Test
    void aFailingBatchIsHalvedUntilTheBadRowStandsAlone() {
        through(8, 8, failingOn(row -> row == 5));
        assertThat(sizes).containsExactly(8, 4, 4, 2, 1, 1, 2);
    }

    @Test
    void aBadRowThatIsKnownCostsNoFurtherCall() {
        List<Answer<Integer>> answers = through(8, 8, batch -> {
            sizes.add(batch.size());
            return batch.stream()
                    .map(row -> row == 5
                            ? Answer.<Integer>failed(new RowFailure("prompt_too_long", "9000 tokens"))
                            : Answer.done(row))
                    .toList();
        });
        assertThat(sizes).containsExactly(8);
        assertThat(answers.get(5)).isEqualTo(new Answer.Failed<>("prompt_too_long", "9000 tokens"));
        assertThat(answers.get(6).orThrow()).isEqualTo(6);
    }

    @Test
    void aRowFailureKeepsItsReasonAndOthersSayWhatTheyAre() {
        List<Answer<Integer>> answers = through(4, 4, batch -> {
            if (batch.contains(1)) {
                throw new RowFailure("prompt_too_long", "9000 tokens");
            } else if (batch.contains(2)) {
                throw new IllegalArgumentException("bad shape\n  at native frame 1\n");
            }
            return done(batch);
        });
        assertThat(answers.get(1)).isEqualTo(new Answer.Failed<>("prompt_too_long", "9000 tokens"));
        assertThat(answers.get(2)).isEqualTo(new Answer.Failed<>("model_error", "IllegalArgumentException: bad shape"));
        assertThat(answers.get(0).orThrow()).isEqualTo(0);
        assertThat(answers.get(3).orThrow()).isEqualTo(3);
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
        List<Answer<Integer>> answers = through(8, 44, batch -> {
            sizes.add(batch.size());
            if (batch.size() > 2 && sizes.size() < 8) {
                throw new IllegalStateException("native", new IllegalStateException(message));
            }
            answered.add(batch);
            return done(batch);
        });
        // 8 and 4 do not fit; 2 does, for four batches more; then 4, for four batches; then 8 again
        assertThat(sizes).containsExactly(8, 4, 2, 2, 2, 2, 2, 2, 2, 2, 4, 4, 4, 4, 8, 4);
        assertThat(answered.stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, 44).boxed().toList());
        assertThat(answers).allMatch(answer -> answer instanceof Answer.Done);
    }

    @Test
    void aRowThatFitsInNoMemoryFailsAlone() {
        List<Answer<Integer>> answers = through(4, 6, batch -> {
            if (batch.contains(3)) {
                throw new OutOfMemoryError("Cannot reserve 4096 bytes of direct buffer memory");
            }
            return done(batch);
        });
        assertThat(answers.get(3)).isInstanceOfSatisfying(Answer.Failed.class, f -> assertThat(f.reason())
                .isEqualTo("out_of_memory"));
        assertThat(answers).filteredOn(answer -> answer instanceof Answer.Done).hasSize(5);
    }

    @Test
    void whatIsNoRowsFaultStopsTheTask() {
        assertStops(new OutOfMemoryError("Java heap space"), OutOfMemoryError.class);
        assertStops(new NoClassDefFoundError("ai/djl/Device"), NoClassDefFoundError.class);
        assertStops(new TaskKilledException("stage cancelled"), TaskKilledException.class);
        assertStops(new IllegalStateException("CUDA error: device-side assert triggered"), IllegalStateException.class);
        assertStops(new IllegalStateException(new InterruptedException()), IllegalStateException.class);
    }

    private void assertStops(Throwable error, Class<? extends Throwable> type) {
        assertThatThrownBy(() -> through(2, 4, batch -> {
                    if (error instanceof Error fatal) {
                        throw fatal;
                    }
                    throw (RuntimeException) error;
                }))
                .isInstanceOf(type);
    }

    @Test
    void aModelThatLosesARowIsNotBelieved() {
        List<Answer<Integer>> answers = through(3, 3, batch -> done(batch.subList(0, batch.size() / 2)));
        assertThat(answers).hasSize(3).allSatisfy(answer -> assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Failed.class, f -> assertThat(f.message()).contains("0 answers for 1 rows")));
    }

    private static List<Answer<Integer>> through(
            int batchSize, int rows, Function<List<Integer>, List<Answer<Integer>>> model) {
        Iterator<Answer<Integer>> answers =
                new Batches<>(batchSize, model).answer(IntStream.range(0, rows).iterator());
        List<Answer<Integer>> all = new ArrayList<>();
        answers.forEachRemaining(all::add);
        return all;
    }

    /** Answers ten times the row, and refuses a batch that holds a bad one. */
    private Function<List<Integer>, List<Answer<Integer>>> failingOn(IntPredicate bad) {
        return batch -> {
            sizes.add(batch.size());
            if (batch.stream().anyMatch(bad::test)) {
                throw new IllegalStateException("bad row in " + batch);
            }
            return batch.stream().map(row -> Answer.done(row * 10)).toList();
        };
    }

    private static List<Answer<Integer>> done(List<Integer> batch) {
        return batch.stream().map(row -> Answer.done(row)).toList();
    }
}
