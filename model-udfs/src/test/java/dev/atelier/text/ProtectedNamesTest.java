package dev.atelier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectedNamesTest {
    private static final ProtectedNames NAMES = ProtectedNames.of(List.of(
            "# a list",
            "",
            "artist: Salvador Dal\u00ed",
            "artist:Georgia O'Keeffe",
            "brand: LEGO",
            "brand: Coca-Cola",
            "trademark: Star Wars",
            "trademark: Star Wars Lego Edition",
            "brand: \"Bosch\"",
            "trademark: \u30dd\u30b1\u30e2\u30f3"));

    private static List<String> in(String text) {
        return NAMES.in(text).stream().map(ProtectedNames.Name::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    in the style of Salvador Dal\u00ed                   | artist: Salvador Dal\u00ed
                    SALVADOR-DALI colours                                | artist: Salvador Dal\u00ed
                    like georgia o\u2019keeffe                           | artist: Georgia O'Keeffe
                    Lego\u2019s bricks                                   | brand: LEGO
                    coca cola red                                        | brand: Coca-Cola
                    a cocacola sign                                      | brand: Coca-Cola
                    \uff2c\uff25\uff27\uff2f bricks                      | brand: LEGO
                    L\u200bE\u00adG\u0301O bricks                        | brand: LEGO
                    star wars lego edition                               | trademark: Star Wars Lego Edition
                    a Bosch drill                                        | brand: Bosch
                    \u65b0\u3057\u3044\u30dd\u30b1\u30e2\u30f3\u3067\u3059 | trademark: \u30dd\u30b1\u30e2\u30f3
                    """)
    void aNameIsFoundHoweverItIsWritten(String text, String name) {
        assertThat(in(text)).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"legos allegory", "a star at wars", "der bosch", "Salvador of Brazil", "starwar", "... - !"})
    void otherWordsAreNone(String text) {
        assertThat(in(text)).isEmpty();
    }

    @Test
    void eachIsNamedOnceInTheOrderOfTheText() {
        assertThat(in("Star Wars by LEGO, star-wars by Lego")).containsExactly("trademark: Star Wars", "brand: LEGO");
    }

    @Test
    void aLineOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> ProtectedNames.of(List.of("Lego")))
                .hasMessage("Invalid line of protected names: Lego (must be artist, brand or trademark: name)");
        assertThatThrownBy(() -> ProtectedNames.of(List.of("brand: ...")))
                .hasMessageContaining("Invalid line of protected names: brand: ...");
    }

    @Test
    void hostileTextsOfSixtyThousandCharacters() {
        String words = "lego ".repeat(12_000);
        assertThat(in(words)).containsExactly("brand: LEGO");
        assertThat(in("star ".repeat(12_000))).isEmpty();
        assertThat(in("'".repeat(60_000))).isEmpty();
    }
}
