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
        List<Integer> exits = new ArrayList<>();
        String last = "";
        do {
            Path out = folder.resolve("out");
            Process executor = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            NativeDeathTest.class.getName(),
                            folder.toUri().toString(),
                            "run-" + exits.size())
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            exits.add(executor.waitFor());
            last = Files.readString(out);
        } while (exits.get(exits.size() - 1) == DIED && exits.size() < 9);
        // once in company, then alone as often as proves it
        assertThat(exits).containsExactly(DIED, DIED, DIED, DIED, 0);
        assertThat(last.lines()).containsExactly("a made", "killer failed executor_died", "b made", "c made");
    }

    /** A driver that is the executor, with one task: {@link Watched} around a model that may abort. */
    public static void main(String[] args) {
        Batches<String, String> batches = new Batches<>(3, NativeDeathTest::model);
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
                InFlight.planned(new RunFolder(args[0], new HadoopFiles(new Configuration())), "text", args[1])
                        .ofTask(0, false, executor -> false),
                3);
        results.forEachRemaining(result -> System.out.println(result.row() + " "
                + (result.answer() instanceof Answer.Failed<String> failed
                        ? "failed " + failed.reason()
                        : result.answer().orThrow())));
        System.out.flush();
        System.exit(0);
    }

    private static List<Answer<String>> model(List<String> batch) {
        if (batch.contains(KILLER)) {
            abort();
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
