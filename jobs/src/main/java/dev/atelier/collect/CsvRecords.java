package dev.atelier.collect;

import dev.atelier.collect.Lines.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of RFC 4180: quoted fields may hold delimiters, doubled quotes and line breaks. An unclosed quote costs its own
 * line and no other: if joining lines gives no whole record, the first line is broken and reading goes on with the second.
 */
final class CsvRecords {
    /** A quoted field that spans more lines than this is taken for an unclosed quote. */
    static final int MAX_LINES = 500;

    /**
     * @param line 1-based number of the record's first line
     * @param raw as it stands in the file
     * @param error null for a good record; then {@code fields} are set
     */
    record CsvRecord(long line, String raw, List<String> fields, String error) {}

    private final Lines lines;
    private final char delimiter;
    private final int columns;

    /** @param columns number of fields that a record must have; 0 for any (the header) */
    CsvRecords(Lines lines, char delimiter, int columns) {
        this.lines = lines;
        this.delimiter = delimiter;
        this.columns = columns;
    }

    /** The next record; blank lines are none; null at the end. */
    CsvRecord next() {
        Line first = lines.next();
        while (first != null && first.text().isBlank()) {
            first = lines.next();
        }
        if (first == null) {
            return null;
        }
        List<Line> more = new ArrayList<>();
        StringBuilder raw = new StringBuilder(first.text());
        while (true) {
            Parse parse = parse(raw);
            if (parse.error == null && !first.tooLong()) {
                return new CsvRecord(first.number(), raw.toString(), parse.fields, null);
            }
            Line next = parse.open && !first.tooLong() && more.size() < MAX_LINES ? lines.next() : null;
            if (next == null) {
                lines.giveBack(more);
                String error = first.tooLong() ? "is longer than " + Lines.MAX_CHARS + " characters" : parse.error;
                return new CsvRecord(first.number(), first.text(), List.of(), error);
            }
            more.add(next);
            raw.append('\n').append(next.text());
        }
    }

    private record Parse(List<String> fields, String error, boolean open) {}

    private Parse parse(CharSequence raw) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder field = new StringBuilder();
            if (at < raw.length() && raw.charAt(at) == '"') {
                at = quoted(raw, at + 1, field);
                if (at < 0) {
                    return new Parse(null, "has a quote that is never closed", true);
                } else if (at < raw.length() && raw.charAt(at) != delimiter) {
                    return new Parse(null, "has text after a closing quote (double the quotes inside a field)", false);
                }
            } else {
                for (; at < raw.length() && raw.charAt(at) != delimiter; at++) {
                    field.append(raw.charAt(at));
                }
            }
            fields.add(field.toString());
            if (at >= raw.length()) {
                break;
            }
            at++;
        }
        return columns == 0 || fields.size() == columns
                ? new Parse(fields, null, false)
                : new Parse(null, "has " + fields.size() + " fields where the header has " + columns, false);
    }

    /** Position after the closing quote; -1 without one. */
    private static int quoted(CharSequence raw, int start, StringBuilder field) {
        for (int at = start; at < raw.length(); at++) {
            char c = raw.charAt(at);
            if (c != '"') {
                field.append(c);
            } else if (at + 1 < raw.length() && raw.charAt(at + 1) == '"') {
                field.append('"');
                at++;
            } else {
                return at + 1;
            }
        }
        return -1;
    }
}
