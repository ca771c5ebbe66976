package dev.atelier.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.collect.Lines.Line;
import dev.atelier.domain.RawItem;
import dev.atelier.udf.Outcome;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/** One JSON object a line; blank lines are none. */
final class JsonLinesReader implements RowReader {
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
            return rows.item(row, line.text(), column -> Json.cell(Json.at(object, column)), List.of());
        } catch (JsonProcessingException e) {
            return rows.failed(
                    row, "broken_json", "is not JSON: " + Json.complaint(e) + " (repair the line)", line.text());
        }
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
