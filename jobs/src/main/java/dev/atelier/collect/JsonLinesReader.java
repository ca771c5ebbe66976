package dev.atelier.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.collect.Lines.Line;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One JSON object a line; blank lines are none. */
final class JsonLinesReader extends RowReader<Lines> {
    /** A price may be an object: the rule for prices flags it. */
    private static final Set<String> OF_PRICES = Set.of("price", "currency");

    JsonLinesReader(RowMaker rows, Reader reader) {
        super(rows, new Lines(reader));
    }

    @Override
    Outcome<RawItem> next() {
        Line line = in.nextFilled();
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

    /** The field of whose object's JSON copy would be made; null for none. */
    private String objectInPlaceOfText(JsonNode object) {
        Map<String, String> columns = rows.source().rows().fields();
        return RawItem.FIELDS.stream()
                .filter(field -> columns.containsKey(field) && !OF_PRICES.contains(field))
                .filter(field -> Json.holdsObject(Json.at(object, new Column(columns.get(field)))))
                .findFirst()
                .orElse(null);
    }
}
