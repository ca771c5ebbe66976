package dev.atelier.collect;

import static dev.atelier.collect.Reading.bytes;
import static dev.atelier.collect.Reading.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import dev.atelier.stage.ConfError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
    @TempDir
    Path folder;

    private Source conf(Map<String, String> columns, Map<String, String> attributes) {
        return source(folder, "csv", columns, attributes);
    }

    @Test
    void aMappedNameThatStandsTwiceIsRefusedWithBothPlaces() throws IOException {
        Path file = Reading.write(folder, "a.csv", "sku,name,description,price,name\n1,mug,good,3,code\n");
        assertThatThrownBy(() -> Reading.check(source(file, "csv", null, null)))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("Ambiguous column name of a.csv")
                .hasMessageContaining("column 2 and column 5");
        assertThatThrownBy(() -> Reading.check(source(file, "csv", Map.of("name", "sku"), Map.of("title", "name?"))))
                .hasMessageContaining("column 2 and column 5");
        Reading.check(source(file, "csv", Map.of("name", "sku"), null));
    }

    @ParameterizedTest
    @CsvSource({
        "iso-8859-1, windows-1252, \u201cMug\u201d f\u00fcr 5 \u20ac",
        "iso-8859-1, iso-8859-1, f\u00fcr",
        "us-ascii, us-ascii, fur",
    })
    void latin1IsReadAsWindowsWritesIt(String encoding, String written, String name) throws IOException {
        Path file = folder.resolve("a.csv");
        Files.write(file, ("name\n" + name + "\n").getBytes(Charset.forName(written)));
        Source conf = source(file.toString(), "csv", encoding, new Mapping(null, null, null, "CC0-1.0"));
        SourceFile whole = SourceFile.whole(0, file.toString(), "a.csv");
        try (var reader =
                conf.open(whole, new RowMaker("a.csv", conf), Reading.HADOOP).rows()) {
            assertThat(reader.next().value().name()).isEqualTo(name);
        }
    }

    @Test
    void anOptionalColumnMayBeAbsent() throws IOException {
        Map<String, String> columns = Map.of("name", "title", "brand", "maker?");
        Path file = Reading.write(folder, "a.csv", "title,really?\nmug,yes\n");
        Source conf = source(file, "csv", columns, Map.of("sure", "really?", "material", "stuff?"));
        Reading.check(conf);
        Outcome<RawItem> row =
                Reading.csv(bytes("title,really?\nmug,yes\n"), conf).get(0);
        assertThat(row.value().brand()).isNull();
        assertThat(Reading.attributes(row)).containsExactly(Map.entry("sure", "yes"));
        assertThatThrownBy(() -> Reading.check(source(file, "csv", Map.of("name", "titel"), null)))
                .hasMessageContaining("Unknown column titel")
                .hasMessageContaining("did you mean title?")
                .hasMessageContaining("titel?");
    }

    @Test
    void aReplacementCharacterOfTheFileIsNoBrokenByte() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(bytes("name,price\nmug \uFFFD 🛍,3\nb"));
        file.writeBytes(new byte[] {(byte) 0xF6}); // ö in windows-1252
        file.writeBytes(bytes("wl,4\n"));
        List<Outcome<RawItem>> rows = Reading.csv(file.toByteArray(), conf(null, null));
        assertThat(rows.get(0).value().name()).isEqualTo("mug \uFFFD 🛍");
        assertThat(rows.get(1).reasons()).containsExactly("broken_encoding");
        assertThat(rows.get(1).payload()).isEqualTo("b\uFFFDwl,4");
    }

    @Test
    void aBrokenHeaderIsOneFailureOfTheFile() throws IOException {
        assertThat(Reading.csv(bytes("name,\"price\nmug,3\nbowl,4\n"), conf(null, null)))
                .singleElement()
                .satisfies(o -> assertThat(o.reasons()).containsExactly("broken_file"))
                .satisfies(o -> assertThat(o.message()).contains("header", "never closed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name,price\rmug,3\r", "\uFEFFname,price\r\nmug,3\r\n", "\n\nname,price\nmug,3"})
    void linesMayEndInAnyWay(String text) throws IOException {
        assertThat(Reading.csv(bytes(text), conf(null, null)))
                .singleElement()
                .satisfies(o -> assertThat(o.value().name() + o.value().price()).isEqualTo("mug3"));
    }
}
