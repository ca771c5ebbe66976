package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A language model's tokenizer, as published or as GGUF metadata describes it.
 *
 * @param json in the format of Hugging Face's tokenizer.json
 * @param specialTokens id by content, of tokens that are no text
 * @param chatTemplate Jinja source; empty for none
 * @param bosToken content of the token every text starts with; empty for none
 */
public record TokenizerFiles(String json, Map<String, Integer> specialTokens, String chatTemplate, String bosToken) {
    /** Embedding tables are padded to round numbers of rows; a gap above this is another model's tokenizer. */
    private static final int MOST_UNUSED_ROWS = 1024;

    public TokenizerFiles {
        specialTokens = Map.copyOf(specialTokens);
    }

    /**
     * @param vocabSize rows of the model's embedding table
     * @throws BadModelException if files are missing or the tokenizer is that of another model
     */
    public static TokenizerFiles of(ModelDirectory model, int vocabSize) {
        if (model.isGguf()) {
            GgufTokenizer tokenizer = new GgufTokenizer(model);
            return of(model.root(), tokenizer.json(), vocabSize, tokenizer.chatTemplate(), tokenizer.bosToken());
        }
        Path file = model.file("tokenizer.json");
        JsonNode config = model.has("tokenizer_config.json")
                ? model.config("tokenizer_config.json")
                : new ObjectMapper().createObjectNode();
        String template = model.has("chat_template.jinja")
                ? text(model.file("chat_template.jinja"))
                : config.path("chat_template").asText("");
        if (config.path("chat_template").isArray()) {
            throw new BadModelException(
                    model.file("tokenizer_config.json"),
                    "chat_template",
                    "a list",
                    "must be one template; keep the one called default");
        }
        JsonNode bos = config.path("bos_token");
        boolean addsBos = config.path("add_bos_token").asBoolean(false);
        String bosToken = addsBos ? bos.path("content").asText(bos.asText("")) : "";
        return of(file, StrictJson.read(file), vocabSize, template, bosToken);
    }

    private static TokenizerFiles of(Path file, JsonNode json, int vocabSize, String template, String bosToken) {
        int tokens = 0;
        for (JsonNode id : json.path("model").path("vocab")) {
            tokens = Math.max(tokens, id.asInt() + 1);
        }
        Map<String, Integer> special = new LinkedHashMap<>();
        for (JsonNode token : json.path("added_tokens")) {
            tokens = Math.max(tokens, token.path("id").asInt() + 1);
            if (token.path("special").asBoolean(false)) {
                special.put(token.path("content").asText(), token.path("id").asInt());
            }
        }
        if (tokens > vocabSize || tokens <= vocabSize - MOST_UNUSED_ROWS) {
            throw new BadModelException(
                    file,
                    "vocabulary",
                    tokens + " tokens",
                    "must fit vocab_size = " + vocabSize + "; is it the tokenizer of another model?");
        }
        return new TokenizerFiles(json.toString(), special, template, bosToken);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
