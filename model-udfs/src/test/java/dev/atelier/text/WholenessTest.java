package dev.atelier.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholenessTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "The 2023 Gold-Plated Metal Winner's Trophy, gold-plated metal, ",
                "The Unyielding Blue Stoneware Mug, a 300ml stoneware mug, crafted with the",
                "A light mug. It keeps tea warm and",
                "A light mug. It keeps tea warm in every weather",
                "The Dirty One's Product (Orange Craft Scissors",
                "Der leichte Becher f\u00fcr die",
                "   ",
            })
    void whatBreaksOffIsSeen(String text) {
        assertThat(Wholeness.brokenEnd(text, false)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pink Umbrella, polyester, 98 cm.",
                "The Ultimate Green Wicker Basket",
                "A mug for z. B. tea and approx. 300 ml. It is what you drink from.",
                "The cup to lean on",
                "\u201cThe Art of Tea.\u201d",
                "Ein Becher (rot).",
                "\u7d05\u3044\u30de\u30b0\u3002\u8efd\u3044\u3002",
            })
    void whatEndsIsWhole(String text) {
        assertThat(Wholeness.brokenEnd(text, false)).isEmpty();
    }

    @Test
    void aTextWithoutRoomIsCutUnlessItsSentenceEnds() {
        assertThat(Wholeness.brokenEnd("A mug that", true)).contains("ran out of room");
        assertThat(Wholeness.brokenEnd("A mug.", true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'\"The Perfect Basket of Green\"'|quotation marks around it",
                "'\"Purple Soap: Unbeatable'|a quotation mark without its other",
                "Slogan: drink well|Slogan:",
                "'Sure, here is your text'|Sure",
                "A mug by [Brand Name]|[Brand Name]",
                "Hello {{name}}|{{name}",
                "A **light** mug|**",
                "Salt &amp; pepper|&amp;",
                "Number 3 of 3 candidates; 1 passed|Number 3 of 3",
                "A mug for life. (4 words)|(4 words)",
                "'Word count: 9. A red mug'|Word count",
                "Ein roter Becher (genau 3 W\u00f6rter)|(genau 3 W\u00f6rter)",
            })
    void whatDoesNotBelongIsNamed(String text, String left) {
        assertThat(Wholeness.leftovers(text)).contains(left);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Laptop, 14\" screen",
                "The \"Bruno\" bear",
                "A [very] light mug",
                "Surely a mug",
                "5 < 6 > 4",
                "Book 3 of 3",
                "A mug of few words",
                "Set of 3 words games, 40 words a card",
                "Slogan 3"
            })
    void whatBelongsIsLeftAlone(String text) {
        assertThat(Wholeness.leftovers(text)).isEmpty();
    }

    @Test
    void aWordOfTwoScriptsIsSeen() {
        assertThat(Wholeness.mixedScripts("A m\u0443g of te\u0430 and \u0447\u0430\u0439, 300ml"))
                .containsExactly("m\u0443g", "te\u0430");
    }

    @Test
    void sentencesEndWhereTheyEnd() {
        assertThat(Sentences.of("Dr. Mug holds 3.5 l. \"It does!\" she said. Am 3. Mai ist er da"))
                .containsExactly("Dr. Mug holds 3.5 l.", "\"It does!\"", "she said.", "Am 3.", "Mai ist er da");
        assertThat(Sentences.of("One\n\ntwo")).isEqualTo(List.of("One", "two"));
        assertThat(Sentences.of(" ")).isEmpty();
        assertThat(Sentences.ends("It is.\u201d ")).isTrue();
        assertThat(Sentences.ends("It is,")).isFalse();
    }

    @Test
    void wordsSaidAgainAtOnceStutter() {
        assertThat(TextMetrics.stutters("a classic, classic mug, durable and durable; red mug"))
                .containsExactly("classic", "durable");
        assertThat(TextMetrics.stutters("steel of 33 cm and 33 cm of ash")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Yoga mat 30cm, natural latex, 30cm|30cm",
                "Black desk lamp, steel, 40 cm, black.|black",
                "Red mug - enamel - 350 ml, Red Mug|red mug",
                "Weich, warm, weich|weich",
            })
    void partsOfAListThatStandAgainAreFound(String text, String again) {
        assertThat(Repeats.in(text)).containsExactly(again);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A table, 90 cm wide, 180 cm long and 75 cm high",
                "Sizes: 36, 38, 40, 36",
                "1,5 l of tea, 0,5 l of milk",
                "It is light, it is strong, it is yours.",
                "A red mug. Red, warm and round.",
                "A mug for tea, a bowl for soup",
            })
    void aListWithoutRepeatsDoesNot(String text) {
        assertThat(Repeats.in(text)).isEmpty();
    }

    @Test
    void wordsOfTheTaskThatAreNotTheItemsAreFound() {
        assertThat(TextMetrics.instructionWords(
                        "The Slogan: a mug product for tea", "Write a slogan for this product: tea mug", "tea mug"))
                .containsExactly("slogan", "product");
        assertThat(TextMetrics.named("A scooter in pink", "Pink Kick Scooter")).isEqualTo(2.0 / 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[",
                "\"",
                "(",
                "a.",
                "<",
                "**",
                "the ",
                "\n",
                "&amp;",
                "a, ",
                "30cm, ",
                ", ",
                "number 1 of ",
                "(9 ",
                "1 word ",
                "\u0301",
                "ab "
            })
    void itIsLinear(String piece) {
        String text = piece.repeat(60_000 / piece.length());
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(java.time.Duration.ofSeconds(20), () -> {
            Wholeness.brokenEnd(text, true);
            Wholeness.leftovers(text);
            Wholeness.mixedScripts(text);
            TextMetrics.stutters(text);
            Repeats.in(text);
            TextMetrics.instructionWords(text, text, "mug");
            return Sentences.of(text);
        });
    }
}
