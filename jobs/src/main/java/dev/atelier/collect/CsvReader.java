package dev.atelier.collect;

import dev.atelier.collect.CsvRecords.CsvRecord;
import dev.atelier.domain.RawItem;
import dev.atelier.udf.Outcome;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CSV with a header. Streams: memory is one record, whatever the file's size. */
final class CsvReader implements RowReader {
    private final RowMaker rows;
    private final Lines lines;
    private final Map<String, Integer> columns = new HashMap<>();
    private CsvRecords records;
    private long row = 1;

    CsvReader(RowMaker rows, Reader reader) {
        this.rows = rows;
        this.lines = new Lines(reader);
    }

    /** The header's columns, trimmed; empty for an empty file. */
    static List<String> header(Lines lines, SourceConf conf) {
        CsvRecord header = new CsvRecords(lines, conf.delimiter().charAt(0), 0).next();
        return header == null
                ? List.of()
                : header.fields().stream().map(String::strip).toList();
    }

    @Override
    public Outcome<RawItem> next() {
        if (records == null) {
            List<String> header = header(lines, rows.conf());
            for (int i = 0; i < header.size(); i++) {
                columns.put(header.get(i), i);
            }
            records = new CsvRecords(lines, rows.conf().delimiter().charAt(0), header.size());
            if (header.isEmpty()) {
                return rows.failed(1, "broken_csv", "is missing: the file is empty (a header line is needed)", "");
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
        return rows.item(
                row,
                record.raw(),
                column -> columns.containsKey(column) ? record.fields().get(columns.get(column)) : null,
                List.of());
    }

    @Override
    public long row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
