package dev.atelier.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.domain.Direction;
import dev.atelier.select.FieldDiversity.Sampled;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunDiversityTest {
    private static final byte[] EAST = Direction.of(new float[] {1, 0});
    private static final byte[] NORTH = Direction.of(new float[] {0, 1});

    @Test
    void textsThatAreAllAlikeHaveNoSpreadAndOthersMuch() {
        FieldDiversity alike = FieldDiversity.of(
                "title",
                2,
                List.of(new Sampled("A red mug of enamel", EAST), new Sampled("A red mug of enamel", EAST)));
        assertThat(alike.spread()).isCloseTo(0, within(1e-9));
        assertThat(alike.selfBleu()).isCloseTo(100, within(1e-9));
        assertThat(alike.distinct1()).isEqualTo(0.5);
        FieldDiversity other = FieldDiversity.of(
                "title", 2, List.of(new Sampled("A red mug", EAST), new Sampled("The blue teapot pours", NORTH)));
        assertThat(other.spread()).isCloseTo(1, within(1e-9));
        assertThat(other.selfBleu()).isZero();
        assertThat(other.distinct2()).isEqualTo(1);
        assertThat(other.told())
                .isEqualTo("2 texts: 1.00 of words and 1.00 of pairs are different, self-BLEU 0.0, spread 1.00");
    }

    @Test
    void whatCannotBeSaidIsNotSaid() {
        FieldDiversity one = FieldDiversity.of("slogan", 1, List.of(new Sampled("A red mug", null)));
        assertThat(one.selfBleu()).isNull();
        assertThat(one.told()).isEqualTo("1 text: 1.00 of words and 1.00 of pairs are different");
        FieldDiversity sampled =
                FieldDiversity.of("slogan", 9, List.of(new Sampled("A mug", null), new Sampled("A lamp", EAST)));
        assertThat(sampled.spread()).isNull();
        assertThat(sampled.told()).startsWith("2 of 9 texts: 0.75 of words");
    }
}
