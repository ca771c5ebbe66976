package dev.atelier.measures;

import static dev.atelier.measures.Subjects.item;
import static dev.atelier.measures.Subjects.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Chooser;
import dev.atelier.domain.Item;
import dev.atelier.domain.Measure;
import dev.atelier.domain.RowFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Item MUG = item("Red mug", "Holds tea.");
    private static final Rubric RUBRIC = new Rubric(
            "writer",
            null,
            "You judge copy.",
            List.of(
                    new Rubric.Criterion("fit", "Does it speak of the product?"),
                    new Rubric.Criterion("style", "Is it well written?")),
            null,
            3);

    /** Sure of 3 about a mug, undecided between 1 and 2 about anything else; fails on one text. */
    private static final class Fake implements Chooser {
        private final List<Choice> asked = new ArrayList<>();

        @Override
        public List<Answer<double[]>> choose(List<Choice> choices) {
            asked.addAll(choices);
            return choices.stream()
                    .map(c -> Answer.done(c).then(choice -> {
                        if (choice.prompt().contains("bad")) {
                            throw new RowFailure("prompt_too_long", "no");
                        }
                        return choice.prompt().contains("a mug")
                                ? new double[] {0, 0, 0.5}
                                : new double[] {0.1, 0.1, 0};
                    }))
                    .toList();
        }

        @Override
        public void close() {}
    }

    @Test
    void aCriterionIsTheExpectedDigit() {
        Fake model = new Fake();
        Judge judge = new Judge(RUBRIC, () -> model);
        judge.prepare();
        List<Answer<Found>> found =
                judge.score(List.of(subject(MUG, "It is a mug."), subject(MUG, "bad"), subject(MUG, "A car.")));
        List<Measure> first = found.get(0).orThrow().measures();
        assertThat(first).extracting(Measure::name).containsExactly("judge_fit", "judge_style");
        assertThat(first.get(0).value()).isEqualTo(3);
        assertThat(first.get(0).detail()).isEqualTo("it says 3 (50 %), no digit (50 %)");
        assertThat(((Answer.Failed<Found>) found.get(1)).reason()).isEqualTo("prompt_too_long");
        assertThat(found.get(2).orThrow().measures().get(0).value()).isCloseTo(1.5, within(1e-12));
        assertThat(model.asked).hasSize(6);
        assertThat(model.asked.get(0).prompt())
                .isEqualTo("You judge copy.\n\nProduct:\nRed mug\nHolds tea.\n\nThe title:\nIt is a mug.\n\n"
                        + "Does it speak of the product?\nAnswer with one digit, 1 (not at all) to 3 (completely).");
        assertThat(model.asked.get(0).words()).containsExactly("1", "2", "3");
    }

    @Test
    void aRubricSaysWhatIsWrongWithIt() {
        Rubric.Criterion fit = new Rubric.Criterion("fit", "Does it?");
        assertThatThrownBy(() -> new Rubric("writer", null, "You judge.", List.of(fit, fit), null, null))
                .hasMessageStartingWith("Invalid score.judge.criteria: [fit, fit] (must be one or more");
        assertThatThrownBy(() -> new Rubric("writer", null, "You judge.", List.of(fit), 5, 5))
                .hasMessage(
                        "Invalid score.judge.high: 5 (must be above low, 5, and at most 9: the best answer is one digit)");
        assertThatThrownBy(() -> new Rubric("writer", null, "You judge.", List.of(fit), 1, 12))
                .hasMessageStartingWith("Invalid score.judge.high: 12 (must be above low, 1, and at most 9");
        assertThatThrownBy(() -> new Rubric("writer", null, "You judge.", List.of(fit), 9, 9))
                .hasMessageStartingWith("Invalid score.judge.low: 9 (must be 0 to 8");
        assertThatThrownBy(() -> new Rubric.Criterion("Fit!", "Does it?")).hasMessageContaining("lower-case");
        assertThat(new Judge(null, null).measures()).isEmpty();
    }
}
