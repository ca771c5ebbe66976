package dev.atelier.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JSON objects of model files: UTF-8, no key twice, nothing after the end. NaN and infinity are read as Python writes them
 * ({@code lambda_min_clipped: -Infinity} in scheduler files); who needs a finite number asks for one.
 */
final class StrictJson {
    /** A config is some kilobytes; a shard index of a large model some hundred. */
    private static final long MAX_BYTES = 64L << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private StrictJson() {}

    /** @throws BadModelException if the file is missing, too long or not such an object */
    static JsonNode read(Path file) {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new BadModelException(file, "file size", size, "must be at most " + MAX_BYTES + " bytes");
            }
            return parse(Files.readAllBytes(file), file, "JSON");
        } catch (IOException e) {
            throw new BadModelException(file, "file", e.toString(), "must exist and be readable", e);
        }
    }

    /** @param field what the bytes are, for the message */
    static JsonNode parse(byte[] bytes, Path file, String field) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonNode node = MAPPER.readTree(text);
            if (node == null || !node.isObject()) {
                throw new BadModelException(file, field, node, "must be a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new BadModelException(
                    file, field, e.getOriginalMessage(), "must be a JSON object without repeated keys", e);
        } catch (CharacterCodingException e) {
            throw new BadModelException(file, field, e.getMessage(), "must be valid UTF-8", e);
        }
    }
}
