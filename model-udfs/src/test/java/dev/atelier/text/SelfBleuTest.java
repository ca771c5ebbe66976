package dev.atelier.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelfBleuTest {
    private static final List<String> TEXTS = List.of(
            "A red mug of enamel, a red mug for the camp.",
            "A red mug of enamel for every camp.",
            "The blue teapot pours without a drip on the table.",
            "A red mug, a red mug, a red mug.",
            "Lamp",
            "",
            "The blue teapot pours without a drip on the table.");

    /** The slow way is {@link Bleu#sentence}, which equals sacrebleu. */
    @Test
    void eachAgainstTheOthersIsWhatTheSlowWayGives() {
        List<Double> all = Bleu.defaults().eachAgainstTheOthers(TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            List<String> others = new ArrayList<>(TEXTS);
            others.remove(i);
            assertThat(all.get(i)).as(TEXTS.get(i)).isEqualTo(Bleu.defaults().sentence(TEXTS.get(i), others));
        }
        assertThat(all.get(2)).isGreaterThan(99.9);
        assertThat(all.get(0)).isBetween(1.0, 99.0);
        assertThat(Bleu.defaults().eachAgainstTheOthers(List.of("A red mug of enamel")))
                .containsExactly(0.0);
    }

    @Test
    void distinctCountsOverAllTexts() {
        assertThat(TextMetrics.distinct(List.of("a red mug", "A red lamp"), 1)).isEqualTo(4.0 / 6);
        assertThat(TextMetrics.distinct(List.of("a red mug", "a red lamp"), 2)).isEqualTo(3.0 / 4);
        assertThat(TextMetrics.distinct(List.of("mug"), 2)).isEqualTo(1);
    }

    @Test
    void itIsLinearInTheNumberOfTexts() {
        List<String> many = IntStream.range(0, 20_000)
                .mapToObj(i -> "mug number " + i % 97 + " of the red kind")
                .toList();
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                java.time.Duration.ofSeconds(40), () -> Bleu.defaults().eachAgainstTheOthers(many.subList(0, 2_000)));
    }
}
