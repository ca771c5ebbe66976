package dev.atelier.measures;

import static dev.atelier.measures.Subjects.item;
import static dev.atelier.measures.Subjects.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.domain.Item;
import dev.atelier.domain.Measure;
import dev.atelier.personal.PersonalData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalLeftTest {
    private static final Item MUG = item("Red mug", "Holds tea.");
    private static final PersonalLeft SCORER =
            new PersonalLeft(PersonalData.of(List.of("DE", "US"), List.of("DE", "US")));

    private static Found found(String text) {
        return SCORER.score(text, subject(MUG, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A red mug. Write to jane.doe@example.org today.|1|email",
                "Call Jane at +49 30 901820 or 030 901820.|2|2 x phone",
                "Pay to DE89 3704 0044 0532 0130 00, a.b@example.org|2|email; iban",
                "Her card 4111 1111 1111 1111 is safe with us.|1|card",
                "Made for Tom, born on 3 May 1990.|1|birth_date",
                "Der Server 192.168.178.21 wartet.|1|ip",
            })
    void whatBelongsToPeopleIsCountedByKind(String text, double count, String kinds) {
        Measure measure = found(text).measures().get(0);
        assertThat(measure.value()).as(measure.detail()).isEqualTo(count);
        assertThat(measure.detail()).isEqualTo(kinds);
        assertThat(found(text).flags()).allMatch(flag -> flag.startsWith("personal_data: "));
    }

    @Test
    void noCharacterOfItIsTold() {
        Found found = found("Call +49 30 901820, jane.doe@example.org");
        assertThat(found.measures().get(0).detail() + found.flags()).doesNotContain("90", "jane", "example");
        assertThat(found.flags()).containsExactly("personal_data: email", "personal_data: phone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A red mug, 350 ml, 12,90 EUR, GTIN 4006381333931.",
                "Part no. 030 901820, fits models 2019 to 2024.",
                "[phone] and [email] were masked before",
                "Twelve mugs at 3 each.",
            })
    void whatIsOfTheProductIsNot(String text) {
        assertThat(found(text).measures().get(0).value()).isZero();
        assertThat(found(text).flags()).isEmpty();
    }
}
