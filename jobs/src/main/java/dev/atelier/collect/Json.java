package dev.atelier.collect;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.atelier.stage.ConfError;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** JSON values as the text of a catalogue field. Numbers keep every digit that the source wrote. */
final class Json {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final JsonMapper OF_PAGES = STRICT.rebuild()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    /** Half an emoji, written as an escape by an exporter that cut a text: no character, and nothing could store it. */
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private Json() {}

    /** @throws JsonProcessingException unless the text is exactly one JSON value, without a key that stands twice */
    static JsonNode parse(String text) throws JsonProcessingException {
        return parse(text, STRICT);
    }

    /** The same, with comments, and line breaks and tabs inside strings: as the readers of pages take it. */
    static JsonNode parseFromPage(String text) throws JsonProcessingException {
        return parse(text, OF_PAGES);
    }

    private static JsonNode parse(String text, JsonMapper mapper) throws JsonProcessingException {
        try (JsonParser parser = new Exact(mapper.createParser(text))) {
            JsonNode node = mapper.readTree(parser);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException | ArithmeticException | NumberFormatException e) {
            throw new JsonParseException(null, "a number that cannot be read: " + e.getMessage(), e);
        }
    }

    /** A number beyond the doubles is a number: Jackson would call it infinite and forget its digits. */
    private static final class Exact extends JsonParserDelegate {
        Exact(JsonParser parser) {
            super(parser);
        }

        @Override
        public boolean isNaN() {
            return false;
        }
    }

    /** One line of what is wrong, without the parser's echo of the source. */
    static String complaint(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("not JSON");
    }

    /** A JSON pointer as RFC 6901 writes it; a bare word means {@code /word}. */
    static String pointer(String written) {
        return written.startsWith("/") ? written : "/" + written;
    }

    /** @throws ConfError if it is not a pointer of RFC 6901 */
    static void checkPointer(Column column, String source) {
        if (!pointer(column.written()).matches("(/([^/~]|~[01])*)+")) {
            throw new ConfError("Invalid pointer " + column.written() + " of source " + source
                    + " (RFC 6901: /key/0/key; a ~ in a key is written ~0, a / is written ~1)");
        }
    }

    /** What stands at a column's pointer; null if nothing does. */
    static JsonNode at(JsonNode root, Column column) {
        return column.names().stream()
                .map(name -> root.at(pointer(name)))
                .filter(node -> !node.isMissingNode())
                .findFirst()
                .orElse(null);
    }

    /** Whether there is an object in it, of which nobody said what is meant. */
    static boolean holdsObject(JsonNode node) {
        return node != null
                && (node.isObject()
                        || StreamSupport.stream(node.spliterator(), false).anyMatch(Json::holdsObject));
    }

    /** A scalar as written, an array of these joined with commas, an object as JSON, for all to see; null for nothing. */
    static Cell cell(JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return null;
        } else if (node.isObject()) {
            return Cell.text(LONE_SURROGATE.matcher(node.toString()).replaceAll("\uFFFD"));
        } else if (node.isArray()) {
            return Cell.joined(StreamSupport.stream(node.spliterator(), false)
                    .map(Json::cell)
                    .filter(Objects::nonNull)
                    .toList());
        } else if (node.isIntegralNumber()) {
            return Cell.number(node.bigIntegerValue());
        }
        return node.isNumber()
                ? Cell.number(node.decimalValue())
                : Cell.text(LONE_SURROGATE.matcher(node.asText()).replaceAll("\uFFFD"));
    }
}
