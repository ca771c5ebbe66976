package dev.atelier.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CharsMapTest {
    @Test
    void aWholeOneSaysWhatACharacterBecomesAtMost() {
        assertThat(CharsMap.longest(new CharsMapBytes().base64())).isEqualTo(3);
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                Arguments.of("", "0 bytes"),
                Arguments.of("YWI=", "2 bytes"),
                Arguments.of("@@@@", "base64"),
                Arguments.of("YWI", "base64"),
                Arguments.of(new CharsMapBytes().size(4_000_000).base64(), "trie of 4000000 bytes"),
                Arguments.of(new CharsMapBytes().size(-1).base64(), "trie of 4294967295 bytes"),
                Arguments.of(new CharsMapBytes().size(0).base64(), "trie of 0 bytes"),
                Arguments.of(new CharsMapBytes().size(2_047).base64(), "trie of 2047 bytes"),
                Arguments.of(new CharsMapBytes().unit(0, 512 << 10).base64(), "leads to unit 512"),
                Arguments.of(new CharsMapBytes().unit(0, -1).base64(), "leads to unit"),
                Arguments.of(
                        new CharsMapBytes().unit(353, 97 | 1 << 8 | 900 << 10).base64(), "leads to unit"),
                Arguments.of(new CharsMapBytes().unit(353, 97 | 900 << 10).base64(), "leads to unit"),
                Arguments.of(new CharsMapBytes().unit(400, 1 << 31 | 5_000).base64(), "text at byte 5000"),
                Arguments.of(new CharsMapBytes().unit(400, 1 << 31 | 1).base64(), "text at byte 1"),
                Arguments.of(
                        new CharsMapBytes().texts(new byte[] {(byte) 0xff, 0}).base64(), "UTF-8"));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void whatTheLibraryWouldTrustIsRefused(String base64, String reason) {
        assertThatThrownBy(() -> CharsMap.longest(base64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aTrieThatLeadsBackToItselfEnds() {
        // a, then a again, for ever
        assertThat(CharsMap.longest(new CharsMapBytes().unit(353, 97 | 97 << 10).base64()))
                .isEqualTo(1);
    }

    @Test
    void textsMayEndWithoutAZero() {
        byte[] text = "ab".getBytes(StandardCharsets.UTF_8);
        assertThat(CharsMap.longest(new CharsMapBytes().texts(text).base64())).isEqualTo(2);
    }
}
