package dev.atelier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextMetricsTest {
    @Test
    void wordsKeepApostrophesAndHyphensAndDropTheRest() {
        assertThat(Words.of("Don\u2019t drop the 3-piece set \u2014 it's gl\u00e4sern!"))
                .containsExactly("Don\u2019t", "drop", "the", "3-piece", "set", "it's", "gl\u00e4sern");
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "no end, 1", "One. Two! Three?, 3", "'He said \"Stop.\" Then 3.5 cm.', 2", "'Wait... what', 2"
    })
    void sentences(String text, int count) {
        assertThat(Words.sentences(text)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "mugs, Mug",
        "wooden, wood",
        "glasses, glass",
        "berries, berry",
        "enamelled, enamel",
        "Stahlbecher, stahlbecher",
        "rote, roter",
        "rotes, roten",
        "brûlées, brulee",
        "Größe, grosse"
    })
    void wordsOfOneStemMeet(String one, String other) {
        assertThat(Words.stem(one)).isEqualTo(Words.stem(other));
    }

    @ParameterizedTest
    @CsvSource({"red, reed", "cup, cap", "mug, jug", "bread, brad"})
    void wordsOfOtherStemsStayApart(String one, String other) {
        assertThat(Words.stem(one)).isNotEqualTo(Words.stem(other));
    }

    @Test
    void distinctAndRepetitionByHand() {
        // bigrams: a b, b a, a b, b a: 2 of 4
        assertThat(TextMetrics.distinct("a b a b A", 2)).isEqualTo(0.5);
        assertThat(TextMetrics.repetition("a b a b a", 2)).isEqualTo(0.5);
        assertThat(TextMetrics.distinct("one two three", 2)).isEqualTo(1);
        assertThat(TextMetrics.distinct("", 2)).isEqualTo(1);
    }

    @Test
    void aStuckModelIsALoop() {
        assertThat(TextMetrics.loop("It is good. It is good. It is good. It is good."))
                .isEqualTo(1);
        assertThat(TextMetrics.loop("Buy it. very very very")).isCloseTo(3.0 / 5, within(1e-12));
        assertThat(TextMetrics.loop("very very good and again very good")).isZero();
        assertThat(TextMetrics.loop("")).isZero();
    }

    @Test
    void copyingThePromptIsEcho() {
        String prompt = "Write one short slogan for this product and do not use more than ten words.";
        assertThat(TextMetrics.promptEcho("write one short slogan for this product and do not", prompt))
                .isEqualTo(1);
        assertThat(TextMetrics.promptEcho("Sure: write one short slogan for this product and smile", prompt))
                .isCloseTo(8.0 / 10, within(1e-12));
        assertThat(TextMetrics.promptEcho("A mug for this product", prompt)).isZero();
    }

    @Test
    void coverageCountsNameWordsAndWholeAttributes() {
        List<String> attributes = List.of("red", "stainless steel", "large");
        assertThat(Coverage.of("A LARGE Red mug.", "Camp mug", attributes)).isCloseTo(3.0 / 5, within(1e-12));
        assertThat(Coverage.of("mugs made of steel", "Camp mug", attributes)).isCloseTo(1.0 / 5, within(1e-12));
        assertThat(Coverage.of("stainless red steels, larger camps, mug", "Camp mug", attributes))
                .isEqualTo(1);
        assertThat(Coverage.of("anything", "!", List.of())).isEqualTo(1);
    }

    @Test
    void theBlocklistSeesThroughDisguisesAndSparesInnocents() {
        Blocklist list = Blocklist.of(List.of("# comment", "", "damn", "miracle cure", "caf\u00e9 noir"));
        assertThat(list.hits("DAMN! A miracle  cure.")).containsExactly("damn", "miracle cure");
        assertThat(list.hits("d4mn it, m1racle-cur3")).containsExactly("damn", "miracle cure");
        assertThat(list.hits("Cafe Noir")).containsExactly("caf\u00e9 noir");
        assertThat(list.hits("damnation, a cure for a miracle, 4711")).isEmpty();
    }
}
