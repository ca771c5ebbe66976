package dev.atelier.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.batch.Batches;
import dev.atelier.domain.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InFlightTest {
    private static final String RECORD = ".store/text-in-flight";
    private static final int PARTITION = 7;
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(1), Duration.ofMinutes(10));

    @TempDir
    Path folder;

    private final List<List<String>> calls = new ArrayList<>();

    @Test
    void whatComesBackLeavesNothing() throws IOException {
        assertThat(through(planned().ofTask(PARTITION, false, false, InFlightTest::nobody), 2, "a", "b", "c"))
                .containsExactly("a made", "b made", "c made");
        assertThat(marks()).isEmpty();
        assertThat(calls).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void rowsAreOnRecordWhileTheyAreInside() throws IOException {
        Watched<String, String> rows = watched(
                planned().ofTask(PARTITION, false, false, InFlightTest::nobody), 2, List.of("a", "b", "c"), batch -> {
                    assertThat(Mark.allIn(run(), RECORD + "/this-run/" + PARTITION))
                            .extracting(Mark::ids)
                            .containsExactly(batch);
                    return batch.stream().map(row -> Answer.done(row)).toList();
                });
        rows.forEachRemaining(r -> {});
        assertThat(marks()).isEmpty();
    }

    @Test
    void anErrorOfTheTaskLeavesNothingOnceItIsClosed() throws IOException {
        Watched<String, String> rows = watched(
                planned().ofTask(PARTITION, false, false, InFlightTest::nobody), 2, List.of("a", "b"), batch -> {
                    throw new NoClassDefFoundError("x");
                });
        assertThatThrownBy(rows::next).isInstanceOf(NoClassDefFoundError.class);
        rows.close();
        assertThat(marks()).isEmpty();
    }

    @Test
    void afterADeathTheSuspectsRunAlone() {
        left("an-earlier-run", 3, false, "a", "killer", "b");
        through(planned().ofTask(PARTITION, false, false, InFlightTest::nobody), 3, "x", "a", "b", "y", "z");
        assertThat(calls).containsExactly(List.of("x"), List.of("a"), List.of("b"), List.of("y", "z"));
    }

    @Test
    void whoWasAloneInThreeRunsThatDiedFails() {
        left("run-1", 0, true, "killer");
        left("run-2", 5, true, "killer");
        assertThat(through(planned().ofTask(PARTITION, false, false, InFlightTest::nobody), 3, "x", "killer", "y"))
                .containsExactly("x made", "killer made", "y made");
        left("run-1", 0, true, "killer");
        left("run-2", 5, true, "killer");
        left("run-3", 0, true, "killer");
        calls.clear();
        assertThat(through(planned().ofTask(PARTITION, false, false, InFlightTest::nobody), 3, "x", "killer", "y"))
                .containsExactly("x made", "killer failed executor_died", "y made");
        assertThat(calls).containsExactly(List.of("x"), List.of("y"));
    }

    @Test
    void whoComesThroughAloneIsNoSuspectAnyMore() throws IOException {
        left("run-1", 0, true, "slow");
        left("run-2", 5, true, "slow");
        through(planned().ofTask(PARTITION, false, false, InFlightTest::nobody), 3, "slow");
        assertThat(marks()).isEmpty();
    }

    @Test
    void aRetriedTaskFindsWhatItsLastAttemptLeft() {
        left("this-run", PARTITION, false, "a", "killer");
        through(planned().ofTask(PARTITION, true, false, InFlightTest::nobody), 3, "a", "killer", "x", "y");
        assertThat(calls).containsExactly(List.of("a"), List.of("killer"), List.of("x", "y"));
    }

    @Test
    void whoWasAloneWhenAnAttemptOfThisRunDiedFails() {
        left("this-run", PARTITION, false, "a", "killer");
        left("this-run", PARTITION, true, "killer");
        assertThat(through(planned().ofTask(PARTITION, true, false, InFlightTest::nobody), 3, "a", "killer", "x"))
                .containsExactly("a made", "killer failed executor_died", "x made");
    }

    @Test
    void aJobThatFailedTellsTheNextOneOfThisRun() {
        left("this-run", 3, false, "a", "b");
        assertThat(InFlight.found(run(), "text")).isZero();
        left("this-run", 4, true, "killer");
        left("an-earlier-run", 4, true, "slow");
        assertThat(InFlight.found(run(), "text")).isEqualTo(2);
        Marks marks = planned().ofTask(0, false, false, InFlightTest::nobody);
        assertThat(marks.suspect("killer").verdict("killer").reason()).isEqualTo("executor_died");
        assertThat(marks.suspect("slow").verdict("slow")).isNull();
        assertThat(marks.suspect("a").verdict("a")).isNull();
    }

    @Test
    void whoIsInsideALivingProcessIsNoSuspect() {
        InFlight planned = planned();
        left("this-run", PARTITION, true, "slow");
        List<Integer> asked = new ArrayList<>();
        Marks marks = planned.ofTask(PARTITION, true, false, executor -> {
            asked.add(Integer.valueOf(executor));
            if (asked.size() == 2) {
                InFlight.clear(run(), "text"); // it came through
            }
            return true;
        });
        assertThat(marks.suspect("slow")).isNull();
        assertThat(asked).containsExactly(4, 4);
    }

    @Test
    void anAttemptEndsBeforeItsNextBatchWhenAnotherGoesOn() {
        InFlight planned = planned();
        Watched<String, String> first = watched(
                planned.ofTask(PARTITION, false, false, InFlightTest::nobody),
                2,
                List.of("a", "b", "c"),
                batch -> made(batch));
        Watched<String, String> other = watched(
                planned.ofTask(8, false, false, InFlightTest::nobody), 1, List.of("a", "b"), batch -> made(batch));
        first.next();
        other.next();
        Marks second = planned.ofTask(PARTITION, true, false, InFlightTest::nobody);
        first.next();
        assertThatThrownBy(first::next)
                .hasMessageStartingWith("Another attempt goes on with this partition: this one ends");
        other.next();
        assertThat(through(second, 2, "c")).containsExactly("c made");
        Marks third = planned.ofTask(PARTITION, true, false, InFlightTest::nobody);
        assertThatThrownBy(() -> through(second, 2, "d")).hasMessageStartingWith("Another attempt");
        planned.ofTask(PARTITION, true, true, InFlightTest::nobody); // speculation: both go on
        assertThat(through(third, 2, "d")).containsExactly("d made");
        // a job that is planned again begins anew
        assertThat(through(planned().ofTask(PARTITION, false, false, InFlightTest::nobody), 2, "e"))
                .containsExactly("e made");
    }

    @Test
    void aSuspectIsAloneAmongAllTasksOfTheProcess() throws Exception {
        left("this-run", PARTITION, false, "suspect");
        Watched<String, String> others = watched(
                planned().ofTask(8, false, false, InFlightTest::nobody), 2, List.of("a", "b"), batch -> made(batch));
        others.next(); // b is still inside
        Thread task =
                new Thread(() -> through(planned().ofTask(PARTITION, true, false, InFlightTest::nobody), 2, "suspect"));
        task.start();
        while (task.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(calls).isEmpty();
        others.next();
        task.join();
        assertThat(calls).containsExactly(List.of("suspect"));
    }

    @Test
    void rowsThatHangAreNamedAndRunAloneAndTheOneThatHangsFails() throws IOException {
        assertThatThrownBy(() -> hanging(planned().ofTask(PARTITION, false, false, InFlightTest::nobody)))
                .isInstanceOf(RowsHung.class)
                .hasMessageContaining("no answer for 3 s about 3 row(s): a, hangs, b (")
                .hasMessageContaining("raise execution.hangSeconds");
        assertThat(Thread.interrupted()).isFalse();
        calls.clear();
        assertThatThrownBy(() -> hanging(planned().ofTask(PARTITION, true, false, InFlightTest::nobody)))
                .hasMessageContaining("1 row(s): hangs (");
        assertThat(calls).containsExactly(List.of("a"), List.of("hangs"));
        calls.clear();
        hanging(planned().ofTask(PARTITION, true, false, executor -> true));
        assertThat(calls).containsExactly(List.of("a"), List.of("b"), List.of("c"));
        // a driver that was killed leaves no such mark, so another run needs no more
        Marks next = InFlight.planned(run(), "text", "next-run", PATIENCE, InFlightTest::nobody)
                .ofTask(0, false, false, InFlightTest::nobody);
        assertThat(next.suspect("hangs").verdict("hangs").reason()).isEqualTo("hung");
        assertThat(next.suspect("a").verdict("a")).isNull();
    }

    private void hanging(Marks marks) {
        try (Watched<String, String> rows = watched(marks, 3, List.of("a", "hangs", "b", "c"), batch -> {
            calls.add(batch);
            try {
                Thread.sleep(batch.contains("hangs") ? 600_000 : 0);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return made(batch);
        })) {
            rows.forEachRemaining(row -> {});
        }
    }

    @Test
    void tasksLookIntoNoOtherTasksRecord() {
        RunFolder busy = BusyFileSystem.run(folder);
        InFlight planned = InFlight.planned(busy, "text", "this-run", PATIENCE, InFlightTest::nobody);
        left("this-run", 8, true, "a");
        left("this-run", PARTITION, false, "b");
        BusyFileSystem.LISTED.clear();
        assertThat(planned.ofTask(PARTITION, false, false, InFlightTest::nobody).suspect("b"))
                .isNull();
        assertThat(BusyFileSystem.LISTED).isEmpty();
        Marks retried = planned.ofTask(PARTITION, true, false, InFlightTest::nobody);
        assertThat(retried.suspect("b")).isNotNull();
        assertThat(retried.suspect("a")).isNull();
        assertThat(BusyFileSystem.LISTED)
                .containsOnly(folder.resolve(RECORD + "/this-run/" + PARTITION).toString());
    }

    @Test
    void aMarkThatGoesWhileItIsReadIsNone() throws IOException {
        left("an-earlier-run", 1, false, "a");
        Path gone = folder.resolve(RECORD + "/an-earlier-run/1/together-3-" + "0".repeat(60) + "901e");
        Files.writeString(gone, "b");
        Marks marks = InFlight.planned(BusyFileSystem.run(folder), "text", "this-run", PATIENCE, InFlightTest::nobody)
                .ofTask(1, true, false, InFlightTest::nobody);
        assertThat(marks.suspect("a")).isNotNull();
        assertThat(marks.suspect("b")).isNull();
    }

    @Test
    void aDoneStageSuspectsNobody() throws IOException {
        left("an-earlier-run", 1, false, "a");
        InFlight.clear(run(), "text");
        assertThat(folder.resolve(RECORD)).doesNotExist();
        InFlight.clear(run(), "text");
    }

    @Test
    void lanesAreStreamsOfTheirOwn() {
        assertThat(through(planned().ofTask(PARTITION, false, false, InFlightTest::nobody), 8, "a", "b", "1", "2", "c"))
                .hasSize(5);
        assertThat(calls).containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("c"));
    }

    private List<String> through(Marks marks, int batchSize, String... rows) {
        List<String> answers = new ArrayList<>();
        watched(marks, batchSize, List.of(rows), batch -> {
                    calls.add(batch);
                    return made(batch);
                })
                .forEachRemaining(r -> answers.add(
                        r.answer() instanceof Answer.Failed<String> failed
                                ? r.row() + " failed " + failed.reason()
                                : r.answer().orThrow()));
        return answers;
    }

    private static boolean nobody(String executor) {
        return executor.isEmpty();
    }

    private static List<Answer<String>> made(List<String> batch) {
        return batch.stream().map(row -> Answer.done(row + " made")).toList();
    }

    static Watched<String, String> watched(
            Marks marks, int batchSize, List<String> rows, Function<List<String>, List<Answer<String>>> model) {
        Batches<String, String> batches = new Batches<>(batchSize, model);
        return new Watched<>(
                rows.iterator(),
                Function.identity(),
                new Watched.Lanes<>() {
                    @Override
                    public String of(String row) {
                        return Character.isDigit(row.charAt(0)) ? "digits" : "letters";
                    }

                    @Override
                    public Watched.Answering<String, String> engine(String lane) {
                        return batches::answer;
                    }
                },
                marks,
                batchSize);
    }

    private void left(String application, int partition, boolean alone, String... ids) {
        Mark.of(RECORD + "/" + application + "/" + partition, List.of(ids), "4", alone)
                .write(run());
    }

    private List<Path> marks() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private InFlight planned() {
        return InFlight.planned(run(), "text", "this-run", PATIENCE, InFlightTest::nobody);
    }

    private RunFolder run() {
        return new RunFolder(folder.toUri().toString(), new HadoopFiles(new Configuration()));
    }
}
