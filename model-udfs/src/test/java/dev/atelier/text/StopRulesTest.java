package dev.atelier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StopRulesTest {
    private static final StopRules RULES = new StopRules(Set.of(2, 5), List.of("\n\n", "END"), 10);

    @Test
    void endTokensEnd() {
        assertThat(RULES.endsWith(5)).isTrue();
        assertThat(RULES.endsWith(3)).isFalse();
    }

    @Test
    void theEarliestStopStringCuts() {
        assertThat(RULES.cut("a mugEND of\n\ntin")).isEqualTo(5);
        assertThat(RULES.cut("a\n\nEND")).isEqualTo(1);
        assertThat(RULES.cut("a mug\n")).isEqualTo(-1);
    }

    @Test
    void anEmptyStopStringIsRefused() {
        assertThatThrownBy(() -> new StopRules(Set.of(), List.of(""), 10)).hasMessageContaining("leave it out");
    }
}
