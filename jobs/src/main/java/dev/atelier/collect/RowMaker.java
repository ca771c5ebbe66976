package dev.atelier.collect;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.ItemText;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes the outcomes of one file: rows with our field names, or failures that keep the raw text.
 *
 * @param file name that rows carry
 */
record RowMaker(String file, Source source) {
    /** Longest raw text kept with a failure; the row's file and number lead to the rest. */
    static final int MAX_PAYLOAD = 1 << 16;

    /** A row that is called by its number. */
    Outcome<RawItem> item(long row, String raw, Function<Column, Cell> read, List<Attribute> further) {
        return item(source.called(row), row, raw, read, further);
    }

    /**
     * @param key what the source calls the row
     * @param read their column to its value; null when the row lacks it
     */
    Outcome<RawItem> item(String key, long row, String raw, Function<Column, Cell> read, List<Attribute> further) {
        if (raw.indexOf(Characters.BROKEN) >= 0) {
            return failed(
                    key,
                    "broken_encoding",
                    "has bytes that are not " + (source.encoding() == null ? "UTF-8" : source.encoding())
                            + " (set encoding of this source, for instance windows-1252, or repair the line)",
                    raw);
        }
        Mapping mapping = source.rows();
        Map<String, String> columns = mapping.fields();
        Function<String, Cell> cell = f -> columns.containsKey(f) ? read.apply(new Column(columns.get(f))) : null;
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        mapping.attributes().forEach((name, column) -> add(attributes, name, text(read.apply(new Column(column)))));
        further.forEach(a -> add(attributes, a.name(), a.value()));
        Cell price = cell.apply("price");
        RawItem item = new RawItem(
                file + "#" + key,
                file,
                row,
                ItemText.NONE.map((field, none) -> text(cell.apply(field))),
                text(price),
                text(cell.apply("currency")),
                mapping.locale(),
                price != null && price.number(),
                List.copyOf(attributes.values()),
                mapping.licence());
        return Outcome.kept(item.rowId(), item);
    }

    Outcome<RawItem> failed(long row, String reason, String what, String raw) {
        return failed(source.called(row), reason, what, raw);
    }

    /** @param what completes "Row x ..." and names the way out */
    Outcome<RawItem> failed(String key, String reason, String what, String raw) {
        String id = file + "#" + key;
        String payload = raw.length() > MAX_PAYLOAD ? raw.substring(0, MAX_PAYLOAD) : raw;
        return Outcome.failed(id, reason, "Row " + id + " " + what, Characters.shown(payload));
    }

    private static String text(Cell cell) {
        return cell == null ? null : cell.text();
    }

    /** The first value of a name stands: a mapped attribute goes before what a page lists by itself. */
    private static void add(Map<String, Attribute> attributes, String name, String value) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (value != null && !value.isBlank() && !lower.isEmpty()) {
            attributes.putIfAbsent(lower, new Attribute(lower, value));
        }
    }
}
