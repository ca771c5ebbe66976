package dev.atelier.collect;

import dev.atelier.collect.CsvRecords.CsvRecord;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CSV with a header. Streams: memory is one record, whatever the file's size. */
final class CsvReader extends RowReader<Lines> {
    private final char delimiter;
    private final Map<Column, Integer> places = new HashMap<>();
    private List<String> header;
    private CsvRecords records;

    CsvReader(RowMaker rows, String delimiter, Reader reader) {
        super(rows, new Lines(reader));
        this.delimiter = delimiter.charAt(0);
        this.row = 1;
    }

    /** The header's columns, trimmed; none for an empty file, or one whose header is broken. */
    static List<String> header(Lines lines, String delimiter) {
        return names(new CsvRecords(lines, delimiter.charAt(0), 0).next());
    }

    private static List<String> names(CsvRecord header) {
        return header == null
                ? List.of()
                : header.fields().stream().map(String::strip).toList();
    }

    @Override
    Outcome<RawItem> next() {
        if (records == null) {
            CsvRecord first = new CsvRecords(in, delimiter, 0).next();
            header = names(first);
            records = new CsvRecords(in, delimiter, header.size());
            if (first != null && first.error() != null) {
                in.giveUp();
                String what = "is the header and " + first.error() + ": the file cannot be read (repair that line)";
                return rows.failed(first.line(), "broken_file", what, first.raw());
            }
        }
        CsvRecord record = records.next();
        if (record == null) {
            return null;
        }
        row = record.line();
        if (record.error() != null) {
            return rows.failed(row, "broken_csv", record.error(), record.raw());
        }
        return rows.item(row, record.raw(), column -> cell(record, column), List.of());
    }

    private Cell cell(CsvRecord record, Column column) {
        int place = places.computeIfAbsent(column, c -> c.place(header, rows.file()));
        return place < 0 ? null : Cell.text(record.fields().get(place));
    }
}
