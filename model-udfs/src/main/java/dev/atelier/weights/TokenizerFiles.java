package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A language model's tokenizer, as published or as GGUF metadata describes it. Whether a text without a chat template
 * starts with bos is said by the post-processor in {@code json}, as transformers 5.23 has it; with one, the template says.
 *
 * @param json in the format of Hugging Face's tokenizer.json
 * @param addedTokens all of {@code json}'s
 * @param chatTemplate Jinja source; empty for none
 * @param variables what the template may read beside the messages, such as {@code bos_token}
 */
public record TokenizerFiles(
        String json, List<AddedToken> addedTokens, String chatTemplate, Map<String, String> variables) {
    /** Embedding tables are padded to round numbers of rows; a gap above this is another model's tokenizer. */
    private static final int MOST_UNUSED_ROWS = 1024;

    public TokenizerFiles {
        addedTokens = List.copyOf(addedTokens);
        variables = Map.copyOf(variables);
    }

    /**
     * @param vocabSize rows of the model's embedding table
     * @throws BadModelException if files are missing or the tokenizer is that of another model
     */
    public static TokenizerFiles of(ModelDirectory model, int vocabSize) {
        if (model.isGguf()) {
            GgufTokenizer tokenizer = new GgufTokenizer(model);
            return of(model.root(), tokenizer.json(), vocabSize, tokenizer.chatTemplate(), tokenizer.variables());
        }
        Path file = model.file("tokenizer.json");
        JsonNode json = StrictJson.read(file);
        if (!(json.path("model") instanceof ObjectNode)) {
            throw new BadModelException(file, "model", json.path("model"), "must be there, as Hugging Face writes it");
        }
        NamedTokens named = NamedTokens.of(model, "", json);
        named.addTo((ObjectNode) json, vocabSize);
        return of(file, json, vocabSize, chatTemplate(model), named.variables());
    }

    private static TokenizerFiles of(
            Path file, JsonNode json, int vocabSize, String template, Map<String, String> variables) {
        JsonNode vocabulary = json.path("model").path("vocab");
        int tokens = vocabulary.isArray() ? vocabulary.size() : 0;
        for (JsonNode id : vocabulary.isObject() ? vocabulary : List.<JsonNode>of()) {
            tokens = Math.max(tokens, id(file, id) + 1);
        }
        List<AddedToken> added = new ArrayList<>();
        for (JsonNode token : json.path("added_tokens")) {
            AddedToken made = new AddedToken(
                    id(file, token.path("id")),
                    token.path("content").asText(),
                    token.path("special").asBoolean(false));
            NamedTokens.refuseEmpty(file, "content of added token " + made.id(), made.content());
            tokens = Math.max(tokens, made.id() + 1);
            added.add(made);
        }
        if (tokens > vocabSize || tokens <= vocabSize - MOST_UNUSED_ROWS) {
            throw new BadModelException(
                    file,
                    "vocabulary",
                    tokens + " tokens",
                    "must fit vocab_size = " + vocabSize + "; is it the tokenizer of another model?");
        }
        return new TokenizerFiles(json.toString(), added, template, variables);
    }

    /** Of any size: one above the model's is another model's, which is told with the number of tokens. */
    private static int id(Path file, JsonNode id) {
        if (!id.isInt() || id.asInt() < 0 || id.asInt() >= 1 << 30) {
            throw new BadModelException(file, "token id", id, "must be a whole number from 0 to 2^30 - 1");
        }
        return id.asInt();
    }

    /** A file of its own goes before the tokenizer's configuration; of several templates the one called default. */
    private static String chatTemplate(ModelDirectory model) {
        if (model.has("chat_template.jinja")) {
            return model.text("chat_template.jinja");
        }
        String file = model.has("tokenizer_config.json")
                        && model.config("tokenizer_config.json").hasNonNull("chat_template")
                ? "tokenizer_config.json"
                : "chat_template.json";
        JsonNode template = model.has(file) ? model.config(file).path("chat_template") : null;
        if (template == null || template.isNull() || template.isMissingNode()) {
            return "";
        } else if (template.isTextual()) {
            return template.asText();
        }
        for (JsonNode one : template) {
            if (one.path("name").asText().equals("default")
                    && one.path("template").isTextual()) {
                return one.path("template").asText();
            }
        }
        throw new BadModelException(
                model.file(file), "chat_template", template, "must be one template, or a list with one called default");
    }
}
