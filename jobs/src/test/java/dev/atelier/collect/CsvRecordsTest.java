package dev.atelier.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.collect.CsvRecords.CsvRecord;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
