package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.atelier.collect.CollectConf;
import dev.atelier.collect.Source;
import dev.atelier.domain.Precision;
import dev.atelier.domain.Require;
import dev.atelier.stage.ConfError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfReaderTest {
    record Inner(int widthPx, Double guidanceScale, Precision precision) {
        Inner {
            Require.that(widthPx > 0, "widthPx", widthPx, "must be above 0");
        }
    }

    record Outer(String name, List<Inner> sizes, Map<String, Inner> named, Map<String, String> words, Boolean on) {}

    @Test
    void everyKindOfValueIsRead() {
        Outer outer = read(
                """
                name = x, on = true
                sizes = [{ widthPx = 64, precision = bf16 }, { widthPx = 8, guidanceScale = 7.5 }]
                named { b { widthPx = 2 }, a { widthPx = 1 } }
                words { k = v }
                """);
        assertThat(outer.name()).isEqualTo("x");
        assertThat(outer.on()).isTrue();
        assertThat(outer.sizes()).containsExactly(new Inner(64, null, Precision.BF16), new Inner(8, 7.5, null));
        assertThat(outer.named()).containsOnlyKeys("a", "b");
        assertThat(outer.words()).containsEntry("k", "v");
    }

    @Test
    void anUnknownKeyNamesTheNearestOne() {
        assertThatThrownBy(() -> read("name = x, sizes = [{ widhtPx = 3 }]"))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("Unknown key sizes[0].widhtPx (did you mean sizes[0].widthPx?");
    }

    @Test
    void aMissingNumberIsNamed() {
        assertThatThrownBy(() -> read("sizes = [{}]")).hasMessageContaining("Missing key sizes[0].widthPx");
    }

    @Test
    void aRecordsRefusalSaysWhere() {
        assertThatThrownBy(() -> read("sizes = [{ widthPx = -1 }]"))
                .hasMessageContaining("Invalid widthPx: -1 (must be above 0) in sizes[0]");
    }

    /** The library would cut the first, take the second for 0 and the third for the greatest there is. */
    @Test
    void whatIsNoWholeNumberIsRefused() {
        for (String wrong : List.of("2.5", "NaN", "99999999999")) {
            assertThatThrownBy(() -> read("sizes = [{ widthPx = " + wrong + " }]"))
                    .hasMessageContaining("Invalid sizes[0].widthPx: " + wrong + " (must be a whole number");
        }
        assertThatThrownBy(() -> read("sizes = [{ widthPx = 1, guidanceScale = NaN }]"))
                .hasMessageContaining("Invalid sizes[0].guidanceScale: NaN (must be a finite number)");
        assertThat(read("sizes = [{ widthPx = 2.0 }]").sizes().get(0).widthPx()).isEqualTo(2);
    }

    @Test
    void aWrongTypeIsNamed() {
        assertThatThrownBy(() -> read("sizes = [{ widthPx = wide }]"))
                .hasMessageContaining("Invalid sizes[0].widthPx: wide (must be a int)");
        assertThatThrownBy(() -> read("sizes = 3")).hasMessageContaining("must be a list");
        assertThatThrownBy(() -> read("named = 3")).hasMessageContaining("must be a section");
        assertThatThrownBy(() -> read("sizes = [{ widthPx = 1, precision = fp8 }]"))
                .hasMessageContaining(
                        "Invalid sizes[0].precision: fp8 (must be one of [fp32, bf16]; did you mean fp32?)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    format = csv, delimiter = ";"   | CsvSource
                    format = JSONL, encoding = utf8 | JsonLinesSource
                    format = Html                   | HtmlSource
                    format = parquet                | ParquetSource
                    """)
    void theWordUnderFormatSaysOfWhichKindASourceIs(String keys, String kind) {
        String conf = "sources = [{ path = a, licence = CC0, columns { name = n }, %s }]".formatted(keys);
        Source source = read(conf, CollectConf.class).sources().get(0);
        assertThat(source.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(source.rows().columns()).containsExactly(Map.entry("name", "n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    format = xml                        | Invalid sources[0].format: xml (must be one of [csv, jsonl, html, parquet
                    encoding = utf8                     | Invalid sources[0].format: nothing (must be one of
                    format = csv, lisence = CC0         | Unknown key sources[0].lisence (did you mean sources[0].licence?
                    format = jsonl, delimiter = ";"     | Unknown key sources[0].delimiter
                    format = csv, locale = xx           | Invalid locale: xx (must be a language and a region, such as de-DE, en-US, fr-CH) in sources[0]
                    format = csv, columns { sku = a }   | name must be mapped
                    format = csv, encoding = utf-9      | Invalid encoding: utf-9 (not known to Java) in sources[0]
                    """)
    void aSourceThatIsNoneIsRefused(String keys, String says) {
        assertThatThrownBy(() -> read("sources = [{ path = a, licence = CC0, %s }]".formatted(keys), CollectConf.class))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource({
        "csv, 'colr, gtin', colr",
        "jsonl, 'sku, Colr', colr",
        "parquet, color, color",
        "csv, 'sku, gtin, colour, size, price', ",
        "csv, weave, ",
        "html, colr, ",
    })
    void aDistinguishingNameIsOneThatRowsCanHave(String format, String names, String refused) {
        String conf =
                """
                name = x
                collect.sources = [{ path = a, format = %s, licence = CC0, attributes { Weave = w } }]
                clean.nearDuplicates.distinguishing = [%s]
                plan.templates = [{ field = title, model = m, prompt = "{{name}}", text { maxNewTokens = 3 } }]
                """
                        .formatted(format, names);
        if (refused == null) {
            assertThat(read(conf, RunConf.class).name()).isEqualTo("x");
        } else {
            assertThatThrownBy(() -> read(conf, RunConf.class))
                    .isInstanceOf(ConfError.class)
                    .hasMessageContaining("Invalid clean.nearDuplicates.distinguishing: " + refused
                            + " (no source has it; did you mean colour? known: ");
        }
    }

    private static Outer read(String hocon) {
        return read(hocon, Outer.class);
    }

    private static <T extends Record> T read(String hocon, Class<T> type) {
        return ConfReader.read(ConfigFactory.parseString(hocon).resolve(), type);
    }
}
