package dev.atelier.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.atelier.collect.CsvRecords.CsvRecord;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvRecordsTest {
    private static List<CsvRecord> read(String text, int columns) {
        CsvRecords records = new CsvRecords(new Lines(new StringReader(text)), ',', columns);
        List<CsvRecord> all = new ArrayList<>();
        for (CsvRecord record = records.next(); record != null; record = records.next()) {
            all.add(record);
        }
        return all;
    }

    @Test
    void quotedFieldsHoldDelimitersQuotesAndLineBreaks() {
        assertThat(read("a,\"b,\"\"c\"\"\nd\",e\r\n\r\nf,,\"\"", 3))
                .extracting(CsvRecord::line, CsvRecord::fields)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, List.of("a", "b,\"c\"\nd", "e")),
                        org.assertj.core.groups.Tuple.tuple(4L, List.of("f", "", "")));
    }

    @Test
    void anUnclosedQuoteCostsItsOwnLineOnly() {
        List<CsvRecord> records = read("a,\"b\nc,d\ne,\"f\"\n", 2);
        assertThat(records).extracting(CsvRecord::line).containsExactly(1L, 2L, 3L);
        assertThat(records.get(0).error()).contains("quote");
        assertThat(records.get(0).raw()).isEqualTo("a,\"b");
        assertThat(records.get(1).fields()).containsExactly("c", "d");
        assertThat(records.get(2).fields()).containsExactly("e", "f");
    }

    /** Records as {@code number of their first line:fields}, or {@code number!} for a broken one. */
    @ParameterizedTest
    @MethodSource("records")
    void eachRecordIsReadOrCostsItsOwnLine(String text, int columns, List<String> expected) {
        assertThat(read(text, columns).stream()
                        .map(r -> r.line() + (r.error() == null ? ":" + String.join("|", r.fields()) : "!")))
                .containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> records() {
        return Stream.of(
                arguments("a,b\rc,d\re,f", 2, List.of("1:a|b", "2:c|d", "3:e|f")),
                arguments("a,b\r\nc,d\re,f\ng,h\r\n", 2, List.of("1:a|b", "2:c|d", "3:e|f", "4:g|h")),
                arguments("\"a\rb\",c\r\"d\r\ne\",f\r\n", 2, List.of("1:a\nb|c", "3:d\ne|f")),
                // joined, these would have the right number of fields
                arguments("1,\"Mug,red\n2,Bowl,\", big\"\n3,x,y\n", 3, List.of("1!", "2:2|Bowl|, big", "3:3|x|y")),
                arguments(
                        "1,Mug,\"red\n2,Bowl,blue\n3,Cup,\"\"\n4,x,\"y\"\n",
                        3,
                        List.of("1!", "2:2|Bowl|blue", "3:3|Cup|", "4:4|x|y")),
                arguments(
                        "1,Mug,\"red\n2,Bowl,blue\n3,Cup,\"\nwhite\"\n",
                        3,
                        List.of("1!", "2:2|Bowl|blue", "3:3|Cup|\nwhite")),
                arguments(
                        "1,Frame,\"Deluxe\n2,Bowl,blue\n3,TV,32\"\n", 3, List.of("1!", "2:2|Bowl|blue", "3:3|TV|32\"")),
                // a quote that is never closed, and a good record with quotes after it
                arguments("1,\"Mug,red\n2,\"Bowl\",blue\n", 3, List.of("1!", "2:2|Bowl|blue")),
                // text over several lines, with commas, quotes and ends of lines
                arguments(
                        "1,Mug,\"red\nwith lid, handle, and base\"\n2,x,y\n",
                        3,
                        List.of("1:1|Mug|red\nwith lid, handle, and base", "3:2|x|y")),
                arguments("1,\"Sizes:\nS, M, L\nXL\",y\n", 3, List.of("1:1|Sizes:\nS, M, L\nXL|y")),
                arguments("1,\"a\nb\nc\",y\n", 3, List.of("1:1|a\nb\nc|y")),
                arguments("1,\"ends so\n\",y\n2,\"ends so\n\",z\n", 3, List.of("1:1|ends so\n|y", "3:2|ends so\n|z")),
                arguments("1,\"first,\nsecond,\",x\n2,\"y\",z\n", 3, List.of("1:1|first,\nsecond,|x", "3:2|y|z")),
                arguments("1,\"a \"\"big\"\"\none\"\n2,b\n", 2, List.of("1:1|a \"big\"\none", "3:2|b")),
                arguments("\"one\ntwo\"\nthree\n", 1, List.of("1:one\ntwo", "3:three")));
    }

    @Test
    void anUnclosedQuoteAtTheEndOfALongFileIsGivenUpAfterBoundedLines() {
        String text = "a,\"b\n" + "c,d\n".repeat(2 * CsvRecords.MAX_LINES);
        List<CsvRecord> records = read(text, 2);
        assertThat(records).hasSize(1 + 2 * CsvRecords.MAX_LINES);
        assertThat(records.get(0).error()).contains("never closed");
    }

    @Test
    void aWrongNumberOfFieldsSaysBothNumbers() {
        assertThat(read("a,b,c\n", 2).get(0).error()).isEqualTo("has 3 fields where the header has 2");
        assertThat(read("a,\"b\"x\n", 2).get(0).error()).contains("text after a closing quote");
    }

    @Test
    void theByteOrderMarkIsNoPartOfTheFirstField() {
        assertThat(read("\uFEFFa,b", 2).get(0).fields()).containsExactly("a", "b");
    }

    @Test
    void aLineOverTheLimitIsOneBrokenRowAndTheNextIsRead() {
        List<CsvRecord> records = read("a," + "x".repeat(Lines.MAX_CHARS) + "\nb,c\n", 2);
        assertThat(records.get(0).error()).contains("longer than");
        assertThat(records.get(1).fields()).containsExactly("b", "c");
    }
}
