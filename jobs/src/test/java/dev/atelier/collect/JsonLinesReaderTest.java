package dev.atelier.collect;

import static dev.atelier.collect.Reading.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import dev.atelier.stage.ConfError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesReaderTest {
    private static final String SHOPIFY =
            "{\"title\":\"Array mug\",\"a/b\":{\"m~n\":1},\"variants\":[{\"price\":\"12.50\","
                    + "\"sku\":\"v1\"},{\"price\":9}],\"tags\":[\"new\",null,2.50]}";

    @TempDir
    Path folder;

    private static Outcome<RawItem> read(String line, Map<String, String> attributes) throws IOException {
        Source conf = source(Path.of("a"), "jsonl", Map.of("name", "title?", "price", "price?"), attributes);
        return Reading.jsonLines(line + "\n", conf).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "/variants/0/price, 12.50",
        "/variants/1/price, 9",
        "/variants/0/sku, v1",
        "/a~1b/m~0n, 1",
        "tags, 'new, 2.50'",
        "/tags/2, 2.50",
        "/variants/2/price?,",
        "/variants/00/price?,",
        "/variants/-/price?,",
        "/specs/material?,",
        "/variants/0?, '{\"price\":\"12.50\",\"sku\":\"v1\"}'",
        "/variants, '{\"price\":\"12.50\",\"sku\":\"v1\"}, {\"price\":9}'",
    })
    void pointersAreThoseOfRfc6901(String pointer, String expected) throws IOException {
        assertThat(Reading.attributes(read(SHOPIFY, Map.of("it", pointer))).get("it"))
                .isEqualTo(expected);
    }

    @Test
    void pointersAreCheckedBeforeTheRun() throws IOException {
        Path file = Reading.write(folder, "a.jsonl", SHOPIFY + "\n");
        Map<String, String> name = Map.of("name", "title");
        Reading.check(source(file, "jsonl", name, Map.of("p", "/variants/0/price", "m", "/specs/material?")));
        assertThatThrownBy(() -> Reading.check(source(file, "jsonl", name, Map.of("p", "/a~2b"))))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("Invalid pointer /a~2b")
                .hasMessageContaining("RFC 6901");
        assertThatThrownBy(() -> Reading.check(source(file, "jsonl", name, Map.of("p", "/variants/0/prise"))))
                .hasMessageContaining("did you mean /variants/0/price?");
    }

    @ParameterizedTest
    @CsvSource({
        "1200.00, 1200",
        "100.0, 100",
        "1e3, 1000",
        "12.50, 12.50",
        "1500000.00, 1500000",
        "4006381333931, 4006381333931",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "1e999999999, 1E+999999999",
        "true, true",
        "'\"0012.0\"', 0012.0",
        "'\"cut \\ud83d\"', cut \uFFFD",
        "'\"\\ud83d\\udecd\"', 🛍",
    })
    void aNumberThatBecomesTextKeepsItsDigits(String json, String expected) throws IOException {
        String line = "{\"title\":\"x\",\"price\":" + json + "}";
        assertThat(Reading.attributes(read(line, Map.of("it", "price")))).containsEntry("it", expected);
        assertThat(read(line, Map.of()).value().price()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\":\"a\",\"title\":\"b\"}",
                "{\"title\":\"a\",\"price\":NaN}",
                "{\"title\":\"a\",\"price\":1e99999999999}",
                "{\"title\":\"a\",\"price\":01}",
                "{\"title\":\"a\nb\"}",
                "[{\"title\":\"a\"}]",
                "{\"title\":\"a\"} {}",
            })
    void whatIsNotOneObjectIsOneFailedRow(String line) throws IOException {
        assertThat(read(line.replace("\n", "\t"), Map.of()).reasons()).containsExactly("broken_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"amount\":5}", "[{\"amount\":5}]", "{}"})
    void anObjectForAPriceIsSeenByTheRuleForPrices(String json) throws IOException {
        RawItem item =
                read("{\"title\":\"x\",\"price\":" + json + "}", Map.of()).value();
        assertThat(item.price()).isEqualTo(json.replaceAll("[\\[\\]]", ""));
        assertThat(item.typedPrice()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"en\":\"Mug\"}", "[\"Mug\",{\"de\":\"Krug\"}]"})
    void anObjectForANameIsNoName(String json) throws IOException {
        Outcome<RawItem> outcome = read("{\"title\":" + json + "}", Map.of());
        assertThat(outcome.reasons()).containsExactly("object_for_text");
        assertThat(outcome.message()).contains("has an object where the name should be (map the part that is meant");
    }

    @Test
    void aGtinIsReadWithItsZerosWhereItIsMappedOrBearsItsName() throws IOException {
        Source mapped = source(Path.of("a"), "jsonl", Map.of("name", "title", "gtin", "/codes/0"), null);
        assertThat(Reading.jsonLines("{\"title\":\"x\",\"codes\":[\"0036000291452\"]}", mapped)
                        .get(0)
                        .value()
                        .gtin())
                .isEqualTo("0036000291452");
        Source named = source(Path.of("a"), "jsonl", null, null);
        assertThat(Reading.jsonLines("{\"name\":\"x\",\"gtin\":4006381333931}", named)
                        .get(0)
                        .value()
                        .gtin())
                .isEqualTo("4006381333931");
    }

    @ParameterizedTest
    @MethodSource("huge")
    void hugeRowsCostNoMoreThanThemselves(String line) throws IOException {
        assertThat(read(line, Map.of()).reasons()).containsExactly("broken_json");
    }

    static String[] huge() {
        return new String[] {
            "{\"title\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
            "{\"title\":" + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_001),
            "{\"title\":\"" + "x".repeat(Lines.MAX_CHARS) + "\"}",
            "{\"title\":\"x\",\"price\":" + "7".repeat(5_000) + "}",
        };
    }
}
