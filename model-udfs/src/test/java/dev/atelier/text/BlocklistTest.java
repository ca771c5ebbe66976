package dev.atelier.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlocklistTest {
    private static final Blocklist LIST =
            Blocklist.of(List.of("# kinds", "cure", "free money", "\u0437\u043b\u043e", " "));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A CURE for all",
                "a c\u00fbre",
                "a cur3",
                "a c u r e for all",
                "a c.u.r.e!",
                "a c-u-r-e",
                "a c*u*r*e",
                "a cuuuuure",
                "a \u0441ur\u0435",
                "a cu\u200bre",
                "a cu\u00adre",
                "a \uff43\uff55\uff52\uff45",
            })
    void aWordIsFoundInWhateverDisguise(String text) {
        assertThat(LIST.hits(text)).containsExactly("cure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secure",
                "a curer",
                "cur e",
                "free of money",
                "U.S. size, S M L",
                "a 1 2 3 game",
                "coool",
                "cu re"
            })
    void whatIsNoneOfItIsSafe(String text) {
        assertThat(LIST.hits(text)).isEmpty();
    }

    @Test
    void phrasesAndOtherScriptsAreFound() {
        assertThat(LIST.hits("Fr\u00e9e, m0ney and \u0417\u041b\u041e"))
                .containsExactly("free money", "\u0437\u043b\u043e");
        assertThat(LIST.hits("f r e e money")).containsExactly("free money");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ", "a.", "a", "@", "\u0301", "\u200b", "aab", "- "})
    void itIsLinear(String piece) {
        String text = piece.repeat(60_000 / piece.length());
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                java.time.Duration.ofSeconds(20), () -> LIST.hits(text));
    }
}
