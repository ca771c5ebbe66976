package dev.atelier.weights;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * JSON objects of model files: UTF-8, no key twice, nothing after the end, nested at most 1,000 deep (Jackson's limit). NaN
 * and infinity are read as Python writes them ({@code lambda_min_clipped: -Infinity} in scheduler files); who needs a
 * finite number asks for one.
 */
final class StrictJson {
    /** Of one file, each some 50 bytes of heap; the largest published tokenizers have 3 million. */
    private static final int MAX_TOKENS = 4_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private StrictJson() {}

    /** @throws BadModelException if the file is missing, too long or not such an object */
    static JsonNode read(Path file) {
        return parse(ModelFile.bytes(file), file, "JSON");
    }

    /** @param field what the bytes are, for the message */
    static JsonNode parse(byte[] bytes, Path file, String field) {
        String text = ModelFile.text(bytes, file, field);
        try {
            refuseMany(text, file, field);
            JsonNode node = MAPPER.readTree(text);
            BadModelException.unless(node != null && node.isObject(), file, field, node, "must be a JSON object");
            return node;
        } catch (IOException e) {
            String found = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.toString();
            throw new BadModelException(file, field, found, "must be a JSON object without repeated keys", e);
        }
    }

    /** A tree takes far more memory than its text, so it is counted before it grows. */
    private static void refuseMany(String text, Path file, String field) throws IOException {
        if (text.length() > MAX_TOKENS) {
            try (JsonParser parser = MAPPER.createParser(text)) {
                int tokens = 0;
                while (parser.nextToken() != null) {
                    if (++tokens > MAX_TOKENS) {
                        throw new BadModelException(file, field, "too much", "must have at most 4,000,000 values");
                    }
                }
            }
        }
    }
}
