package dev.atelier.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recall and precision on texts whose faults are marked. */
class ClaimsAccuracyTest {
    /** 2,000 texts with seeded faults, made by scripts/cases/make_claims.py. */
    private static final String SEEDED = "seeded.txt";

    @Test
    void seededFaultsAreFoundAndLittleElse() {
        List<MarkedText> texts = MarkedText.of(SEEDED);
        assertThat(texts).hasSize(2000);
        Agreement agreement = Agreement.on(texts);
        System.out.println(SEEDED + "\n" + agreement.table());
        assertThat(agreement.all().marked).isGreaterThan(2000);
        holds(agreement, 0.98, 0.95);
        assertThat(agreement.all().sameWord)
                .as("called unsupported or contradicted as marked")
                .isGreaterThan(agreement.all().found * 98 / 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"written.txt", "written-later.txt", "written-last.txt", "written-fourth.txt"})
    void copyThatPeopleWriteIsReadAsWell(String file) {
        Agreement agreement = Agreement.on(MarkedText.of(file));
        System.out.println(file + "\n" + agreement.table());
        assertThat(agreement.all().recall())
                .as(agreement.disagreements().toString())
                .isGreaterThanOrEqualTo(0.96);
        assertThat(agreement.all().precision())
                .as(agreement.disagreements().toString())
                .isGreaterThanOrEqualTo(0.96);
    }

    /** Over all kinds and in each of them. */
    private static void holds(Agreement agreement, double recall, double precision) {
        assertThat(agreement.all().recall()).as(agreement.table()).isGreaterThanOrEqualTo(recall);
        assertThat(agreement.all().precision()).as(agreement.table()).isGreaterThanOrEqualTo(precision);
        for (Kind kind : Kind.values()) {
            assertThat(agreement.of(kind).marked).as(kind.word()).isGreaterThan(200);
            assertThat(agreement.of(kind).recall()).as(kind.word()).isGreaterThanOrEqualTo(recall);
            assertThat(agreement.of(kind).precision()).as(kind.word()).isGreaterThanOrEqualTo(precision);
        }
    }
}
