package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** A GGUF file's metadata as if they were keys of a config.json; messages say the file's own. */
public final class GgufKeys {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TOKENS = "tokenizer.ggml.tokens";
    private static final String END = "tokenizer.ggml.eos_token_id";
    private static final String END_OF_TURN = "tokenizer.ggml.eot_token_id";

    private GgufKeys() {}

    /**
     * The metadata of the file's architecture, such as {@code llama.block_count}, and what follows from others: {@code
     * model_type}, {@code vocab_size}, {@code tie_word_embeddings}, {@code eos_token_id}.
     *
     * @param names config.json's, by the metadata key without its architecture; a key that is not among them keeps its own
     * @throws BadModelException if the file is not GGUF, or does not say its architecture, tokens or end token
     */
    public static ConfigKeys of(ModelDirectory model, Map<String, String> names) {
        Gguf gguf = model.gguf();
        String architecture = gguf.string("general.architecture");
        String prefix = architecture + ".";
        ObjectNode json = JSON.objectNode();
        Map<String, String> told = new HashMap<>();
        names.forEach((key, name) -> told.put(name, prefix + key));
        gguf.metadata().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                String own = key.substring(prefix.length());
                json.set(names.getOrDefault(own, own), node(value));
            }
        });
        told.putAll(Map.of("model_type", "general.architecture", "vocab_size", TOKENS));
        json.put("model_type", architecture)
                .put("vocab_size", gguf.strings(TOKENS).size());
        json.put("tie_word_embeddings", !gguf.tensors().containsKey("output.weight"));
        json.putArray("eos_token_id").add(gguf.integer(END));
        told.put("eos_token_id", END);
        if (gguf.has(END_OF_TURN)) {
            json.withArray("eos_token_id").add(gguf.integer(END_OF_TURN));
            told.put("eos_token_id", END + ", " + END_OF_TURN);
        }
        return new ConfigKeys(model.root(), json, name -> "metadata " + told.getOrDefault(name, prefix + name));
    }

    private static JsonNode node(GgufValue value) {
        return value instanceof GgufValue.Whole whole
                ? JSON.numberNode(whole.value())
                : value instanceof GgufValue.Real real
                        ? JSON.numberNode(real.value())
                        : value instanceof GgufValue.Flag flag
                                ? JSON.booleanNode(flag.value())
                                : value instanceof GgufValue.Text text
                                        ? JSON.textNode(text.value())
                                        : JSON.textNode("a list"); // nothing that is read here is one
    }
}
