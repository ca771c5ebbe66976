package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tokens that tokenizer_config.json (or the older special_tokens_map.json) names, as transformers'
 * tokenization_utils_base.py reads them: they are variables of the chat template, and special in the tokenizer even where
 * tokenizer.json does not say so.
 *
 * @param variables content by name, such as {@code bos_token}
 * @param tokens further tokens: of {@code added_tokens_decoder} and {@code extra_special_tokens}, as JSON
 */
public record NamedTokens(Map<String, String> variables, List<ObjectNode> tokens) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> NAMES =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

    /** Defaults of the tokenizer classes that this family's models name; others have none. */
    private static final Map<String, Map<String, String>> DEFAULTS = Map.of(
            "LlamaTokenizer", Map.of("bos_token", "<s>", "eos_token", "</s>", "unk_token", "<unk>"),
            "GPT2Tokenizer",
                    Map.of(
                            "bos_token", "<|endoftext|>",
                            "eos_token", "<|endoftext|>",
                            "unk_token", "<|endoftext|>"),
            "Qwen2Tokenizer",
                    Map.of(
                            "eos_token", "<|endoftext|>",
                            "unk_token", "<|endoftext|>",
                            "pad_token", "<|endoftext|>"),
            "GemmaTokenizer",
                    Map.of("bos_token", "<bos>", "eos_token", "<eos>", "unk_token", "<unk>", "pad_token", "<pad>"));

    /**
     * @param folder {@code ""}, or {@code "tokenizer/"} of a diffusers directory
     * @param tokenizer tokenizer.json
     * @throws BadModelException for an empty token
     */
    public static NamedTokens of(ModelDirectory model, String folder, JsonNode tokenizer) {
        ObjectNode config = MAPPER.createObjectNode();
        if (model.has(folder + "tokenizer_config.json")) {
            config.setAll((ObjectNode) model.config(folder + "tokenizer_config.json"));
        }
        if (model.has(folder + "special_tokens_map.json") && !config.has("added_tokens_decoder")) {
            config.setAll((ObjectNode) model.config(folder + "special_tokens_map.json"));
        }
        Map<String, String> variables = new LinkedHashMap<>(defaults(config, tokenizer));
        for (String name : NAMES) {
            JsonNode token = config.path(name);
            if (token.isNull()) {
                variables.remove(name);
            } else if (!token.isMissingNode()) {
                variables.put(name, content(token));
            }
        }
        variables.forEach(
                (name, token) -> refuseEmpty(model.root().resolve(folder + "tokenizer_config.json"), name, token));
        return new NamedTokens(variables, tokens(config, variables));
    }

    private static List<ObjectNode> tokens(JsonNode config, Map<String, String> variables) {
        List<ObjectNode> tokens = new ArrayList<>();
        config.path("added_tokens_decoder").fields().forEachRemaining(entry -> {
            if (entry.getValue() instanceof ObjectNode token && entry.getKey().matches("\\d{1,9}")) {
                tokens.add(token.deepCopy().put("id", Integer.parseInt(entry.getKey())));
            }
        });
        variables.values().forEach(token -> tokens.add(special(token)));
        for (String key : List.of("additional_special_tokens", "extra_special_tokens")) {
            config.path(key).forEach(token -> tokens.add(special(content(token))));
        }
        return tokens;
    }

    private static Map<String, String> defaults(JsonNode config, JsonNode tokenizer) {
        String type = config.path("tokenizer_class").asText("");
        String plain = type.endsWith("Fast") ? type.substring(0, type.length() - 4) : type;
        // such a file is loaded without its class, and so without the class's defaults
        boolean generic = plain.equals("LlamaTokenizer")
                && tokenizer.path("pre_tokenizer").toString().contains("ByteLevel");
        return generic ? Map.of() : DEFAULTS.getOrDefault(plain, Map.of());
    }

    private static String content(JsonNode token) {
        return token.isTextual() ? token.asText() : token.path("content").asText();
    }

    private static ObjectNode special(String content) {
        return MAPPER.createObjectNode().put("content", content).put("special", true);
    }

    static void refuseEmpty(Path file, String name, String content) {
        if (content.isEmpty()) {
            throw new BadModelException(
                    file, name, "\"\"", "must not be empty: an empty token stands everywhere; remove it");
        }
    }

    /**
     * Adds them to the tokenizer's own, or changes those. One without an id takes the next free one, and is left out where
     * the model has no row for it.
     */
    void addTo(ObjectNode tokenizer, int vocabSize) {
        Map<String, ObjectNode> added = new LinkedHashMap<>();
        int next = 0;
        for (JsonNode id : tokenizer.path("model").path("vocab")) {
            next = Math.max(next, id.asInt(next) + 1);
        }
        for (JsonNode token : tokenizer.path("added_tokens")) {
            if (token instanceof ObjectNode own) {
                added.put(own.path("content").asText(), own);
                next = Math.max(next, own.path("id").asInt() + 1);
            }
        }
        for (ObjectNode token : tokens) {
            String content = token.path("content").asText();
            JsonNode known = tokenizer.path("model").path("vocab").path(content);
            int id = known.isInt() ? known.asInt() : token.path("id").asInt(next);
            if (!added.containsKey(content) && id < vocabSize) {
                ObjectNode made = MAPPER.createObjectNode().put("id", id);
                List.of("single_word", "lstrip", "rstrip", "normalized").forEach(flag -> made.put(flag, false));
                added.put(content, made);
                next = Math.max(next, id + 1);
            }
            if (added.containsKey(content)) {
                added.get(content).setAll((ObjectNode) token.deepCopy().without(List.of("id")));
            }
        }
        ArrayNode all = tokenizer.putArray("added_tokens");
        added.values().stream()
                .sorted((a, b) ->
                        Integer.compare(a.path("id").asInt(), b.path("id").asInt()))
                .forEach(all::add);
    }
}
