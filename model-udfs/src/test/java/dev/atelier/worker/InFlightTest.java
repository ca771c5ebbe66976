package dev.atelier.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.batch.Batches;
import dev.atelier.domain.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InFlightTest {
    @TempDir
    Path folder;

    private final List<List<String>> calls = new ArrayList<>();

    @Test
    void whatComesBackLeavesNothing() {
        assertThat(through(2, "a", "b", "c")).containsExactly("a made", "b made", "c made");
        assertThat(inFlight().suspects()).isEmpty();
        assertThat(calls).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void rowsAreOnRecordWhileTheyAreInside() {
        Watched<String, String> rows = watched(2, List.of("a", "b", "c"), batch -> {
            assertThat(inFlight().suspects()).containsOnlyKeys(batch);
            return batch.stream().map(row -> Answer.done(row)).toList();
        });
        rows.forEachRemaining(r -> {});
        assertThat(inFlight().suspects()).isEmpty();
    }

    @Test
    void anErrorOfTheTaskLeavesNothingOnceItIsClosed() {
        Watched<String, String> rows = watched(2, List.of("a", "b"), batch -> {
            throw new NoClassDefFoundError("x");
        });
        assertThatThrownBy(rows::next).isInstanceOf(NoClassDefFoundError.class);
        rows.close();
        assertThat(inFlight().suspects()).isEmpty();
    }

    @Test
    void afterADeathTheSuspectsRunAloneAndTheCulpritFailsInTheEnd() {
        leftBehind("a\nkiller\nb", "batch-0");
        assertThat(inFlight().suspects()).containsOnlyKeys("a", "killer", "b").containsEntry("a", 0);
        through(3, "x", "a", "b", "y", "z");
        assertThat(calls).containsExactly(List.of("x"), List.of("a"), List.of("b"), List.of("y", "z"));
        for (int death = 0; death < InFlight.DEATHS; death++) {
            leftBehind("killer", "alone-" + death);
        }
        calls.clear();
        assertThat(through(3, "x", "killer", "y")).containsExactly("x made", "killer failed executor_died", "y made");
        assertThat(calls).containsExactly(List.of("x"), List.of("y"));
    }

    @Test
    void lanesAreStreamsOfTheirOwn() {
        assertThat(through(8, "a", "b", "1", "2", "c")).hasSize(5);
        assertThat(calls).containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("c"));
    }

    private List<String> through(int batchSize, String... rows) {
        List<String> answers = new ArrayList<>();
        watched(batchSize, List.of(rows), batch -> {
                    calls.add(batch);
                    return batch.stream().map(row -> Answer.done(row + " made")).toList();
                })
                .forEachRemaining(r -> answers.add(
                        r.answer() instanceof Answer.Failed<String> failed
                                ? r.row() + " failed " + failed.reason()
                                : r.answer().orThrow()));
        return answers;
    }

    private Watched<String, String> watched(
            int batchSize, List<String> rows, Function<List<String>, List<Answer<String>>> model) {
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
                inFlight(),
                batchSize);
    }

    private void leftBehind(String ids, String name) {
        new HadoopFiles(new Configuration()).writeWhole(folder.toUri() + name, ids.getBytes(StandardCharsets.UTF_8));
    }

    private InFlight inFlight() {
        return new InFlight(folder.toUri().toString(), new HadoopFiles(new Configuration()));
    }
}
