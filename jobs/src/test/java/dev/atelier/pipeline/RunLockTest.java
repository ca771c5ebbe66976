package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.stage.ConfError;
import dev.atelier.stage.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLockTest {
    private static final LockOwner HERE = LockOwner.here();
    private static final LockOwner ELSEWHERE =
            new LockOwner("crane", "other boot", 4711, HERE.started(), "anna", "2026-01-31T10:00:00Z");
    private static final LockOwner REUSED_ID = new LockOwner(
            HERE.host(), HERE.space(), HERE.pid(), "2020-01-01T00:00:00Z", "anna", "2026-01-31T10:00:00Z");

    @TempDir
    Path folder;

    private Place place;
    private final List<Process> children = new ArrayList<>();

    @BeforeEach
    void open() {
        place = Place.of("--out", folder.toString(), new Configuration());
    }

    @AfterEach
    void end() {
        children.forEach(Process::destroyForcibly);
    }

    /** A lock file as its owner left it. */
    private void left(int number, LockOwner owner, Instant lastBeat) throws IOException {
        Path lock = Files.createDirectories(folder.resolve(".lock")).resolve(String.valueOf(number));
        Files.writeString(lock, owner.text());
        Path alive = Files.writeString(lock.resolveSibling(number + ".alive"), "");
        Files.setLastModifiedTime(lock, FileTime.from(lastBeat));
        Files.setLastModifiedTime(alive, FileTime.from(lastBeat));
    }

    private BufferedReader child(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                folder.toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        children.add(process);
        BufferedReader out = process.inputReader();
        assertThat(out.readLine()).isEqualTo("ready");
        return out;
    }

    @Test
    void aSecondRunIsRefusedUntilTheFirstEnds() {
        RunLock first = RunLock.take(place, () -> {});
        assertThatThrownBy(() -> RunLock.take(place, () -> {}))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("Another run works in " + place.path())
                .hasMessageContaining("process " + HERE.pid() + " of " + HERE.user() + " on host " + HERE.host())
                .hasMessageContaining("since 20")
                .hasMessageContaining("--out")
                .message()
                .doesNotContain("\n");
        first.close();
        RunLock.take(place, () -> {}).close();
        RunLock.take(place, () -> {}).close();
        assertThat(folder.resolve(".lock").toFile().list()).contains("3.done").doesNotContain("1.done", "2.done", "3");
    }

    @Test
    void theLockOfAKilledProcessIsTakenOver() throws Exception {
        assertThat(child().readLine()).isEqualTo("held");
        assertThatThrownBy(() -> RunLock.take(place, () -> {}))
                .hasMessageContaining("process " + children.get(0).pid());
        new ProcessBuilder("kill", "-9", String.valueOf(children.get(0).pid()))
                .start()
                .waitFor();
        children.get(0).waitFor();
        RunLock.take(place, () -> {}).close();
    }

    @Test
    void ofProcessesThatBeginTogetherOneRuns() throws Exception {
        left(7, REUSED_ID, Instant.now());
        Path go = folder.resolveSibling(folder.getFileName() + ".go");
        List<BufferedReader> outs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            outs.add(child(go.toString()));
        }
        Files.createFile(go);
        List<String> words = new ArrayList<>();
        for (BufferedReader out : outs) {
            words.add(out.readLine().replaceFirst(" .*", ""));
        }
        Files.delete(go);
        assertThat(words).containsExactlyInAnyOrder("held", "refused", "refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "done", "dead"})
    void ofThreadsThatBeginTogetherOneRuns(String state) throws Exception {
        for (int round = 1; round <= 20; round++) {
            if (state.equals("dead")) {
                left(round, REUSED_ID, Instant.now());
            }
            List<RunLock> winners = race(8);
            assertThat(winners).as("round " + round).hasSize(1);
            winners.get(0).close();
            if (state.equals("new")) {
                clear();
            } else if (state.equals("dead")) {
                Files.delete(folder.resolve(".lock/" + (round + 1) + ".done"));
            }
        }
    }

    private List<RunLock> race(int runs) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(runs);
        CyclicBarrier together = new CyclicBarrier(runs);
        Callable<RunLock> take = () -> {
            together.await();
            try {
                return RunLock.take(place, () -> {});
            } catch (ConfError refused) {
                return null;
            }
        };
        List<RunLock> winners = new ArrayList<>();
        List<Callable<RunLock>> all = java.util.Collections.nCopies(runs, take);
        for (Future<RunLock> future : threads.invokeAll(all)) {
            if (future.get() != null) {
                winners.add(future.get());
            }
        }
        threads.shutdown();
        return winners;
    }

    private void clear() throws IOException {
        try (var files = Files.list(folder.resolve(".lock"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aProcessThatHasTheOwnersIdButBeganLaterIsNotTheOwner() throws IOException {
        left(1, REUSED_ID, Instant.now());
        RunLock.take(place, () -> {}).close();
    }

    @Test
    void aLockOnAnotherHostIsTakenOverWhenNothingWasHeardForLong() throws IOException {
        left(1, ELSEWHERE, Instant.now());
        assertThatThrownBy(() -> RunLock.take(place, () -> {}))
                .hasMessageContaining("process 4711 of anna on host crane since 2026-01-31T10:00:00Z")
                .hasMessageContaining("if it is dead, its lock is taken over after 20");
        left(1, ELSEWHERE, Instant.now().minus(RunLock.SILENCE).minusSeconds(5));
        RunLock.take(place, () -> {}).close();
    }

    @Test
    void anOwnerThatWasTakenForDeadIsTold() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        RunLock.take(place, ELSEWHERE, Duration.ofMillis(50), told::countDown);
        left(2, HERE, Instant.now());
        told.await();
        assertThat(folder.resolve(".lock/2")).exists();
    }

    @Test
    void aLockThatIsBeingWrittenIsHeld() throws IOException {
        Files.createDirectories(folder.resolve(".lock"));
        Files.writeString(folder.resolve(".lock/3"), "");
        assertThatThrownBy(() -> RunLock.take(place, () -> {})).hasMessageContaining("a run that is just beginning");
    }
}
