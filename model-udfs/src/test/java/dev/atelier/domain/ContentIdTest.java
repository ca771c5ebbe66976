package dev.atelier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ContentIdTest {
    /** {@code printf '3:abc-1:0:' | sha256sum} */
    private static final String ABC_NULL_EMPTY = "86948f46bd5aeb9d3c8f8fd90445f025f0266ff3f226df7d3877bbb09b3b4308";

    @Test
    void partsAreWrittenWithTheirLengths() {
        assertThat(ContentId.of("abc", null, ""))
                .isEqualTo(ContentId.ofBytes("3:abc-1:0:".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(ABC_NULL_EMPTY);
    }

    @Test
    void shiftingTextBetweenPartsGivesAnotherId() {
        assertThat(ContentId.of("ab", "c")).isNotEqualTo(ContentId.of("a", "bc"));
        assertThat(ContentId.of("a", null)).isNotEqualTo(ContentId.of("a", ""));
        assertThat(ContentId.of("1:a", "b")).isNotEqualTo(ContentId.of("1", "a1:b"));
    }
}
