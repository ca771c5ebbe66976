package dev.atelier.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** JSON values as the text of a catalogue field. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Json() {}

    /** @throws JsonProcessingException unless the text is exactly one JSON value */
    static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** One line of what is wrong, without the parser's echo of the source. */
    static String complaint(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("not JSON");
    }

    /** The node at a JSON pointer (RFC 6901); a bare word means {@code /word}. */
    static JsonNode at(JsonNode root, String pointer) {
        return root.at(pointer.startsWith("/") ? pointer : "/" + pointer);
    }

    /** Scalars as written, an array of scalars joined with commas; null for anything else. */
    static String text(JsonNode node) {
        if (node.isArray()) {
            String joined = StreamSupport.stream(node.spliterator(), false)
                    .filter(JsonNode::isValueNode)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
            return joined.isEmpty() ? null : joined;
        }
        return node.isValueNode() && !node.isNull() ? node.asText() : null;
    }
}
