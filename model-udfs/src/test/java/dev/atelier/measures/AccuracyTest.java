package dev.atelier.measures;

import static dev.atelier.measures.Subjects.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.Measure;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AccuracyTest {
    private static final Item MUG = item(
            "Camp mug",
            "A light mug.",
            new Attribute("material", "cast iron"),
            new Attribute("height", "4 in"),
            new Attribute("colour", "red"));

    private static Map<String, Double> values(Found found) {
        return found.measures().stream().collect(Collectors.toMap(Measure::name, Measure::value));
    }

    @Test
    void claimsAreCountedByWhatAPolicyAsksFor() {
        String text = "The best steel mug, red, 12 cm high, holds 1 l, FSC certified.";
        Found found = new Accuracy(new RowClaims()).score(text, Subjects.subject(MUG, text));
        assertThat(values(found))
                .containsOnly(
                        Map.entry("claims", 6.0),
                        Map.entry("contradicted_claims", 2.0),
                        Map.entry("unsupported_claims", 2.0),
                        Map.entry("unsupported_numbers", 2.0),
                        Map.entry("unsupported_certificates", 1.0),
                        Map.entry("superlatives", 1.0));
        assertThat(found.flags())
                .containsExactly(
                        "unsupported: The best (superlative)",
                        "contradicts material: steel (item says cast iron)",
                        "contradicts height: 12 cm (item says 4 in)",
                        "unsupported: 1 l (number)",
                        "unsupported: FSC certified (certificate)");
        assertThat(found.measures())
                .contains(
                        new Measure(
                                "contradicted_claims",
                                2,
                                "contradicts material: steel (item says cast iron); contradicts height: 12 cm (item says 4 in)"));
    }

    @Test
    void aTrueTextHasNothingToFlag() {
        String text = "A red mug of cast iron, 10 cm high.";
        Found found = new Accuracy(new RowClaims()).score(text, Subjects.subject(MUG, text));
        assertThat(found.flags()).isEmpty();
        assertThat(values(found)).containsEntry("claims", 3.0).containsEntry("contradicted_claims", 0.0);
    }

    @Test
    void requiredAttributesMayBeSaidInOtherWords() {
        RequiredAttributes required =
                new RequiredAttributes(List.of("material", "height", "colour", "weight", "name"), new RowClaims());
        String text = "An iron camp mug, 10 cm high.";
        Found found = required.score(text, Subjects.subject(MUG, text));
        // the item says no weight, so none can be asked of the text
        assertThat(found.measures()).containsExactly(new Measure("missing_attributes", 1, "colour"));
        assertThat(found.flags()).containsExactly("does not say: colour");
        assertThat(required.lacks()).isEmpty();
        assertThat(new RequiredAttributes(List.of(), new RowClaims()).lacks()).contains("score.requiredAttributes");
    }
}
