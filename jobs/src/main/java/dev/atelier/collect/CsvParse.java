package dev.atelier.collect;

import java.util.ArrayList;
import java.util.List;

/** One record of RFC 4180 while its lines are fed to it; a quoted field stays open over the ends of lines. */
final class CsvParse {
    private final char delimiter;
    private final List<String> fields = new ArrayList<>();
    private StringBuilder field = new StringBuilder();
    private boolean quoted;
    private boolean open;
    private boolean strayQuote;
    private boolean looksLikeProse;
    private boolean textAfterQuote;

    CsvParse(char delimiter) {
        this.delimiter = delimiter;
    }

    /** Takes the next line of the record: the first, or one after a line that left a quote open. */
    CsvParse feed(String line) {
        if (open) {
            field.append('\n');
        }
        for (int at = 0; at < line.length() && !textAfterQuote; at++) {
            char c = line.charAt(at);
            if (open) {
                boolean doubled = c == '"' && at + 1 < line.length() && line.charAt(at + 1) == '"';
                open = c != '"' || doubled;
                if (open) {
                    field.append(c);
                }
                at += doubled ? 1 : 0;
            } else if (c == delimiter) {
                looksLikeProse |= at + 1 < line.length() && Character.isWhitespace(line.charAt(at + 1));
                endField();
            } else if (quoted) {
                textAfterQuote = true;
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
                open = true;
            } else {
                strayQuote |= c == '"';
                field.append(c);
            }
        }
        if (!open) {
            endField();
        }
        return this;
    }

    private void endField() {
        fields.add(field.toString());
        field = new StringBuilder();
        quoted = false;
    }

    boolean isOpen() {
        return open && !textAfterQuote;
    }

    List<String> fields() {
        return fields;
    }

    /** What is wrong with it, given that records have so many fields (0 for any); null for nothing. */
    String error(int columns) {
        if (textAfterQuote) {
            return "has text after a closing quote (double the quotes inside a field)";
        } else if (open) {
            return "has a quote that is never closed";
        }
        return columns == 0 || fields.size() == columns
                ? null
                : "has " + fields.size() + " fields where the header has " + columns;
    }

    /** No part of a longer text, by the look of it: all fields are there, and no quote stands inside one. */
    boolean standsAlone(int columns) {
        return error(columns) == null && (!strayQuote || (columns > 2 && !looksLikeProse));
    }
}
