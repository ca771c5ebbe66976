package dev.atelier.measures;

import static dev.atelier.measures.Subjects.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Score;
import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelTest {
    @TempDir
    Path folder;

    /** Fails on some texts, each in another way. */
    private static final class Brittle implements Scorer.OfText {
        @Override
        public String version() {
            return "brittle/3";
        }

        @Override
        public Set<String> measures() {
            return Set.of("first", "second");
        }

        @Override
        public Found score(String text, Subject row) {
            return switch (text) {
                case "deep" -> throw new StackOverflowError();
                case "odd" -> throw new IllegalStateException("odd row");
                case "big" -> throw new IllegalStateException("DefaultCPUAllocator: can't allocate memory");
                case "fatal" -> throw new IllegalStateException("CUDA error: device-side assert");
                default -> Found.of(new Measure("first", 1), new Measure("second", 2));
            };
        }
    }

    private List<Score> scores(String... texts) {
        RunFolder run = new RunFolder(folder.toUri().toString(), new HadoopFiles(new Configuration()));
        Panel panel = new Panel(List.of(new Length(), new Brittle()), run, KeptFindings.in(run));
        return panel
                .score(java.util.Arrays.stream(texts)
                        .map(text -> Subjects.row(item("Mug", null), "Write", text, "stop"))
                        .toList())
                .stream()
                .map(Answer::orThrow)
                .map(Panel.Scored::score)
                .toList();
    }

    private static Measure measure(Score score, String word) {
        return score.measures().stream()
                .filter(m -> m.name().equals(word))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aScorerThatFailsOnARowSaysSoInItsMeasuresAndTheOthersStand() {
        List<Score> scores = scores("good", "odd", "deep", "fine");
        assertThat(measure(scores.get(0), "first")).isEqualTo(new Measure("first", 1.0, "brittle/3", null));
        assertThat(measure(scores.get(1), "first"))
                .isEqualTo(new Measure("first", null, "brittle/3", "scorer_failed: IllegalStateException: odd row"));
        assertThat(measure(scores.get(1), "second").value()).isNull();
        assertThat(measure(scores.get(1), "words").value()).isEqualTo(1);
        assertThat(scores.get(1).flags()).containsExactly("not_measured: brittle/3 scorer_failed");
        assertThat(measure(scores.get(2), "second").detail()).startsWith("scorer_failed: StackOverflowError");
        assertThat(measure(scores.get(3), "second").value()).isEqualTo(2);
        assertThat(scores.get(3).flags()).isEmpty();
    }

    @Test
    void whatIsNoRowsFaultIsThrownAndSoIsWhatASmallerBatchMayMend() {
        assertThatThrownBy(() -> scores("good", "fatal")).hasMessageContaining("CUDA error");
        assertThatThrownBy(() -> scores("good", "big")).hasMessageContaining("allocate memory");
    }
}
