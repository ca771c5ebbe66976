package dev.atelier.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.atelier.batch.Batches;
import dev.atelier.domain.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Local runs that die in native code, until the row that kills them is found. */
class NativeDeathTest {
    private static final String KILLER = "killer";
    private static final int DIED = 134; // 128 + SIGABRT

    @TempDir
    Path folder;

    @Test
    void aRowThatAbortsTheProcessFailsAloneInTheEnd() throws IOException, InterruptedException {
        // once in company, then alone as often as proves it
        assertThat(runs("aborts")).containsExactly(DIED, DIED, DIED, DIED, 0);
        assertThat(said("out")).containsExactly("a made", "killer failed executor_died", "b made", "c made");
    }

    @Test
    void aRowThatSpinsEndsItsProcessWithOneLineAndFailsAlone() throws IOException, InterruptedException {
        assertThat(runs("spins")).containsExactly(RowsHung.TRY_AGAIN, RowsHung.TRY_AGAIN, 0);
        assertThat(said("out")).containsExactly("a made", "killer failed hung", "b made", "c made");
        assertThat(said("told"))
                .filteredOn(line -> line.startsWith("atelier: "))
                .hasSize(2)
                .first()
                .asString()
                .contains("3 row(s): a, killer, b (another attempt, or the same command again,");
    }

    /** The same command until it succeeds; its exit codes. */
    private List<Integer> runs(String does) throws IOException, InterruptedException {
        List<Integer> exits = new ArrayList<>();
        do {
            Process run = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            NativeDeathTest.class.getName(),
                            folder.toUri().toString(),
                            "run-" + exits.size(),
                            does)
                    .directory(folder.toFile())
                    .redirectOutput(folder.resolve("out").toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("told").toFile()))
                    .start();
            exits.add(run.waitFor());
        } while (exits.get(exits.size() - 1) != 0 && exits.size() < 9);
        return exits;
    }

    private List<String> said(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }

    /** A driver that is the executor, with one task: {@link Watched} around a model that may end it. */
    public static void main(String[] args) {
        Batches<String, String> batches = new Batches<>(3, batch -> model(batch, args[2]));
        Watched<String, String> results = new Watched<>(
                List.of("a", KILLER, "b", "c").iterator(),
                Function.identity(),
                new Watched.Lanes<>() {
                    @Override
                    public String of(String row) {
                        return "one";
                    }

                    @Override
                    public Watched.Answering<String, String> engine(String lane) {
                        return batches::answer;
                    }
                },
                InFlight.planned(
                                new RunFolder(args[0], new HadoopFiles(new Configuration())),
                                "text",
                                args[1],
                                new Patience(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                        .ofTask(0, false, false, executor -> false),
                3);
        results.forEachRemaining(result -> System.out.println(result.row() + " "
                + (result.answer() instanceof Answer.Failed<String> failed
                        ? "failed " + failed.reason()
                        : result.answer().orThrow())));
        System.out.flush();
        System.exit(0);
    }

    private static List<Answer<String>> model(List<String> batch, String does) {
        if (batch.contains(KILLER) && does.equals("aborts")) {
            abort();
        }
        while (batch.contains(KILLER)) {
            Thread.onSpinWait(); // deaf to interrupts, as native code is
        }
        return batch.stream().map(row -> Answer.done("made")).toList();
    }

    /** A panic of the native library, as a damaged file brings about. */
    private static void abort() {
        String json =
                """
                {"version": "1.0", "normalizer": {"type": "Precompiled", "precompiled_charsmap": ""},
                 "model": {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "a"}}
                """;
        try {
            HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), Map.of())
                    .close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
