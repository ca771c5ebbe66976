package dev.atelier.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.collect.Lines.Line;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Map;

/** One JSON object a line; blank lines are none. */
final class JsonLinesReader implements RowReader {
    private static final List<String> TEXTS = List.of("sku", "name", "description", "category", "brand");

    private final RowMaker rows;
    private final Lines lines;
    private long row;

    JsonLinesReader(RowMaker rows, Reader reader) {
        this.rows = rows;
        this.lines = new Lines(reader);
    }

    @Override
    public Outcome<RawItem> next() {
        Line line = lines.next();
        while (line != null && line.text().isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        row = line.number();
        if (line.tooLong()) {
            return rows.failed(
                    row, "broken_json", "is longer than " + Lines.MAX_CHARS + " characters (split it)", line.text());
        }
        try {
            JsonNode object = Json.parse(line.text());
            if (!object.isObject()) {
                return rows.failed(row, "broken_json", "is not a JSON object (one {...} a line)", line.text());
            }
            String noText = objectInPlaceOfText(object);
            if (noText != null) {
                String what = "has an object where the " + noText + " should be (map the part that is meant, such as "
                        + noText + " = \"/" + noText + "/en\", or repair the line)";
                return rows.failed(row, "object_for_text", what, line.text());
            }
            return rows.item(row, line.text(), column -> Json.cell(Json.at(object, column)), List.of());
        } catch (JsonProcessingException e) {
            return rows.failed(
                    row, "broken_json", "is not JSON: " + Json.complaint(e) + " (repair the line)", line.text());
        }
    }

    /** The field of whose object's JSON copy would be made; null for none. A price's is flagged later. */
    private String objectInPlaceOfText(JsonNode object) {
        Map<String, String> columns = RowMaker.columns(rows.conf());
        return TEXTS.stream()
                .filter(columns::containsKey)
                .filter(field -> Json.holdsObject(Json.at(object, new Column(columns.get(field)))))
                .findFirst()
                .orElse(null);
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
