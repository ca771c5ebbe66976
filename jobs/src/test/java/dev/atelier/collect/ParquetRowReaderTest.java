package dev.atelier.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import dev.atelier.stage.ConfError;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetRowReaderTest {
    @TempDir
    Path folder;

    private Path write(String fields, List<Consumer<Group>> rows) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message m { " + fields + " }");
        Path file = folder.resolve("t.parquet");
        Files.deleteIfExists(file);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toString()))
                .withType(schema)
                .withRowGroupSize(1024L)
                .build()) {
            for (Consumer<Group> row : rows) {
                Group group = new SimpleGroup(schema);
                row.accept(group);
                writer.write(group);
            }
        }
        return file;
    }

    private static Source source(Path file, String... attributes) {
        Map<String, String> named = new TreeMap<>();
        for (int i = 0; i < attributes.length; i++) {
            named.put("a" + i, attributes[i]);
        }
        return Reading.source(file, "parquet", Map.of("name", "name"), named);
    }

    /** The values of these columns in the first row; those without are left out. */
    private static List<String> first(Path file, String... columns) throws IOException {
        Reading.check(source(file, columns));
        return List.copyOf(new TreeMap<>(Reading.attributes(
                        Reading.parquet(file, source(file, columns)).get(0)))
                .values());
    }

    @ParameterizedTest
    @CsvSource({"nanos.parquet", "dotted.parquet"})
    void filesThatFailedOnceAreRead(String name) throws IOException {
        Path file = folder.resolve(name);
        try (var in = ParquetRowReaderTest.class.getResourceAsStream("/parquet/" + name)) {
            Files.copy(in, file);
        }
        boolean dotted = name.startsWith("dotted");
        Source conf = Reading.source(file, "parquet", Map.of("name", dotted ? "title.en" : "name"), null);
        Reading.check(conf);
        assertThat(Reading.parquet(file, conf))
                .isNotEmpty()
                .allSatisfy(o -> assertThat(o.value().name()).isNotBlank());
    }

    @Test
    void everyKindOfNumberAndTimeIsReadDigitByDigit() throws IOException {
        ByteBuffer int96 = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        int96.putLong(3_600_000_000_001L).putInt(2_440_588 + 1); // the Julian day after 1970-01-01
        Path file = write(
                """
                optional binary name (UTF8); optional double d; optional float f; optional int32 i; optional int64 u (INTEGER(64,false));
                optional int32 d9 (DECIMAL(9,2)); optional int64 d18 (DECIMAL(18,4)); optional fixed_len_byte_array(9) d20 (DECIMAL(20,2));
                optional int32 day (DATE); optional int32 tms (TIME(MILLIS,true)); optional int64 tus (TIME(MICROS,false));
                optional int64 tns (TIME(NANOS,true)); optional int64 ms (TIMESTAMP(MILLIS,true)); optional int64 us (TIMESTAMP(MICROS,false));
                optional int64 ns (TIMESTAMP(NANOS,true)); optional int96 old; optional boolean b; optional binary raw;
                """,
                List.of(row -> {
                    row.add("name", "mug");
                    row.add("d", 1.25E7);
                    row.add("f", 19.99f);
                    row.add("i", 100);
                    row.add("u", -1L);
                    row.add("d9", 120000);
                    row.add("d18", 125000L);
                    row.add(
                            "d20",
                            Binary.fromConstantByteArray(ByteBuffer.allocate(9)
                                    .put(2, new BigInteger("1234567890123450").toByteArray(), 0, 7)
                                    .array()));
                    row.add("day", 19_723);
                    row.add("tms", 3_600_500);
                    row.add("tus", 3_600_000_001L);
                    row.add("tns", 1L);
                    row.add("ms", -1L);
                    row.add("us", 1_704_103_200_000_001L);
                    row.add("ns", 1_704_103_200_000_000_001L);
                    row.add("old", Binary.fromConstantByteArray(int96.array()));
                    row.add("b", true);
                    row.add("raw", "plain");
                }));
        Map<String, String> expected = Map.ofEntries(
                Map.entry("d", "12500000"),
                Map.entry("f", "19.99"),
                Map.entry("i", "100"),
                Map.entry("u", "18446744073709551615"),
                Map.entry("d9", "1200"),
                Map.entry("d18", "12.5000"),
                Map.entry("d20", "12345678901234.50"),
                Map.entry("day", "2024-01-01"),
                Map.entry("tms", "01:00:00.5"),
                Map.entry("tus", "01:00:00.000001"),
                Map.entry("tns", "00:00:00.000000001"),
                Map.entry("ms", "1969-12-31 23:59:59.999"),
                Map.entry("us", "2024-01-01 10:00:00.000001"),
                Map.entry("ns", "2024-01-01 10:00:00.000000001"),
                Map.entry("old", "1970-01-02 01:00:00.000000001"),
                Map.entry("b", "true"),
                Map.entry("raw", "plain"));
        for (Map.Entry<String, String> column : expected.entrySet()) {
            assertThat(first(file, column.getKey())).as(column.getKey()).containsExactly(column.getValue());
        }
    }

    @Test
    void namesAreMatchedLetterByLetterAndDotsGoBeforeNesting() throws IOException {
        Path file = write(
                """
                optional binary Name (UTF8); optional binary name (UTF8); optional binary a_b (UTF8);
                optional group specs { optional binary colour (UTF8); optional group inner { optional int32 deep; } }
                optional group sizes (LIST) { repeated group list { optional binary element (UTF8); } }
                optional group old (LIST) { repeated int32 array; }
                optional group facts (MAP) { repeated group key_value { required binary key (UTF8); optional binary value (UTF8); } }
                """,
                List.of(row -> {
                    row.add("Name", "big");
                    row.add("name", "small");
                    Group specs = row.addGroup("specs");
                    specs.add("colour", "red");
                    specs.addGroup("inner").add("deep", 7);
                    Group sizes = row.addGroup("sizes");
                    sizes.addGroup("list").add("element", "S");
                    sizes.addGroup("list");
                    sizes.addGroup("list").add("element", "L");
                    row.addGroup("old").append("array", 1).append("array", 2);
                    Group fact = row.addGroup("facts").addGroup("key_value");
                    fact.append("key", "care.how").append("value", "by hand");
                }));
        assertThat(first(file, "Name", "specs.colour", "specs.inner.deep", "sizes", "sizes.2", "old", "facts.care.how"))
                .containsExactly("big", "red", "7", "S, L", "L", "1, 2", "by hand");
        assertThat(first(file, "sizes.1", "sizes.9", "specs.none?", "facts.none"))
                .isEmpty();
        assertThat(Reading.parquet(file, source(file)).get(0).value().name()).isEqualTo("small");
        assertThatThrownBy(() -> Reading.check(source(file, "NAME"))).hasMessageContaining("Unknown column NAME");
        assertThatThrownBy(() -> Reading.check(source(file, "specs")))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("Cannot read column specs of t.parquet")
                .hasMessageContaining("such as specs.colour");
        assertThatThrownBy(() -> Reading.check(source(file, "facts"))).hasMessageContaining("facts.colour");
    }

    @Test
    void onlyMappedColumnsAreReadAndOneThatCannotBeIsNamed() throws IOException {
        Path file = write(
                "optional binary name (UTF8); optional fixed_len_byte_array(3) hash; optional binary doc (BSON);",
                List.of(row -> row.add("name", "mug")));
        assertThat(first(file)).isEmpty();
        assertThatThrownBy(() -> Reading.check(source(file, "hash")))
                .hasMessageContaining("Cannot read column hash of t.parquet")
                .hasMessageContaining("map another column");
        assertThatThrownBy(() -> Reading.check(source(file, "doc"))).hasMessageContaining("column doc");
    }

    @Test
    void bytesThatAreNoCharactersAreSaid() throws IOException {
        Path file = write(
                "optional binary name (UTF8);",
                List.of(
                        row -> row.add("name", Binary.fromConstantByteArray(new byte[] {'b', (byte) 0xF6})),
                        row -> row.add("name", "a \uFFFD b")));
        List<Outcome<RawItem>> rows = Reading.parquet(file, source(file));
        assertThat(rows.get(0).reasons()).containsExactly("broken_encoding");
        assertThat(rows.get(1).value().name()).isEqualTo("a \uFFFD b");
    }
}
