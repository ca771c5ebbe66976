package dev.atelier.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.domain.Measure;
import dev.atelier.domain.PictureReader.Line;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTextTest {
    private static List<Measure> measures(String prompt, String... lines) {
        return PictureText.found(
                        Arrays.stream(lines).map(line -> new Line(line, 0.99)).toList(), prompt)
                .measures();
    }

    @Test
    void whatWasAskedForAndWhatWasNot() {
        assertThat(measures("a sign with \"Grand Opening\"", "GRAND", "Openin", "© stock"))
                .containsExactly(
                        new Measure("picture_text_chars", 17, "GRAND; Openin; © stock"),
                        new Measure("missing_text", 1, "opening"),
                        new Measure("unasked_text", 2, "openin; stock"));
    }

    @Test
    void nothingAskedAndNothingSeen() {
        assertThat(measures("a red mug"))
                .containsExactly(
                        new Measure("picture_text_chars", 0),
                        new Measure("missing_text", 0),
                        new Measure("unasked_text", 0));
    }

    @Test
    void aSingleCharacterCountsWhereItWasAskedFor() {
        assertThat(measures("a ball", "O", "●")).containsExactlyElementsOf(measures("a ball"));
        assertThat(measures("a logo with \"K\"", "K"))
                .containsExactly(
                        new Measure("picture_text_chars", 1, "K"),
                        new Measure("missing_text", 0),
                        new Measure("unasked_text", 0));
    }
}
