package dev.atelier.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience patience = Patience.ofSeconds(600);

    @Test
    void withoutAPaceEachRowMayTakeAsLong() {
        assertThat(patience.with(1, null)).hasSeconds(600);
        assertThat(patience.with(16, null)).hasSeconds(9_600);
    }

    @Test
    void withAPaceABatchMayTakeTenTimesAsLongButNeverLessThanTheFloor() {
        assertThat(patience.with(16, Duration.ofSeconds(20))).hasSeconds(3_200);
        assertThat(patience.with(16, Duration.ofSeconds(1))).hasSeconds(600);
        assertThat(patience.with(1, Duration.ofSeconds(61))).hasSeconds(610);
    }
}
