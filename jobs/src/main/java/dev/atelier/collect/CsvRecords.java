package dev.atelier.collect;

import dev.atelier.collect.Lines.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of RFC 4180: quoted fields may hold delimiters, doubled quotes and line breaks (read as {@code \n}). An unclosed
 * quote costs its own line and no other: if joining lines gives no whole record, or swallows lines that are whole records
 * themselves, the first line is broken and reading goes on with the second.
 *
 * @param columns number of fields that a record must have; 0 for any (the header)
 */
record CsvRecords(Lines lines, char delimiter, int columns) {
    /** A quoted field that spans more lines than this is taken for an unclosed quote. */
    static final int MAX_LINES = 500;

    /**
     * @param line 1-based number of the record's first line
     * @param raw as it stands in the file, but for the kind of line ends
     * @param error null for a good record; then {@code fields} are set
     */
    record CsvRecord(long line, String raw, List<String> fields, String error) {}

    /** The next record; blank lines are none; null at the end. */
    CsvRecord next() {
        Line first = lines.nextFilled();
        if (first == null) {
            return null;
        } else if (first.tooLong()) {
            return broken(first, "is longer than " + Lines.MAX_CHARS + " characters");
        }
        List<Line> more = new ArrayList<>();
        CsvParse parse = join(first, more);
        String error = parse.error(columns);
        if (error == null && !more.isEmpty() && columns > 0 && areRecords(more)) {
            error = "has a quote that is not closed before the next records";
        }
        if (error != null) {
            lines.giveBack(more);
            return broken(first, error);
        }
        StringBuilder raw = new StringBuilder(first.text());
        more.forEach(line -> raw.append('\n').append(line.text()));
        return new CsvRecord(first.number(), raw.toString(), parse.fields(), null);
    }

    private static CsvRecord broken(Line line, String error) {
        return new CsvRecord(line.number(), line.text(), List.of(), error);
    }

    /** Takes lines until the record's quotes are closed, or it can be none. */
    private CsvParse join(Line first, List<Line> more) {
        CsvParse parse = new CsvParse(delimiter).feed(first.text());
        long chars = first.text().length();
        while (parse.isOpen() && more.size() < MAX_LINES && chars <= Lines.MAX_CHARS) {
            Line next = lines.next();
            if (next == null) {
                break;
            }
            more.add(next);
            chars += next.text().length();
            parse.feed(next.text());
        }
        return parse;
    }

    /** Whether these lines are whole records, one after the other; the last may go on in lines that follow. */
    private boolean areRecords(List<Line> swallowed) {
        for (int i = 0; i < swallowed.size(); ) {
            CsvParse parse = new CsvParse(delimiter);
            do {
                parse.feed(swallowed.get(i++).text());
            } while (parse.isOpen() && i < swallowed.size());
            List<Line> ahead = new ArrayList<>();
            while (parse.isOpen() && ahead.size() < MAX_LINES) {
                Line next = lines.next();
                if (next == null) {
                    break;
                }
                ahead.add(next);
                parse.feed(next.text());
            }
            lines.giveBack(ahead);
            if (!parse.standsAlone(columns)) {
                return false;
            }
        }
        return true;
    }
}
