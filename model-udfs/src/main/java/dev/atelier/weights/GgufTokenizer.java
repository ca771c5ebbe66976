package dev.atelier.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes the tokenizer.json that a GGUF file leaves out: byte-level BPE from {@code tokenizer.ggml.tokens}, {@code
 * .merges} and {@code .token_type}. The way text is cut before BPE is named by {@code .pre} (llama.cpp, llama-vocab.cpp).
 */
final class GgufTokenizer {
    private static final int CONTROL = 3; // llama_token_type of llama.h
    private static final int USER_DEFINED = 4;

    private final ModelDirectory model;
    private final Gguf gguf;

    GgufTokenizer(ModelDirectory model) {
        this.model = model;
        this.gguf = model.gguf();
    }

    String chatTemplate() {
        return gguf.has("tokenizer.chat_template") ? gguf.string("tokenizer.chat_template") : "";
    }

    String bosToken() {
        if (!gguf.has("tokenizer.ggml.add_bos_token") || !gguf.flag("tokenizer.ggml.add_bos_token")) {
            return "";
        }
        List<String> tokens = gguf.strings("tokenizer.ggml.tokens");
        long id = gguf.integer("tokenizer.ggml.bos_token_id");
        if (id < 0 || id >= tokens.size()) {
            throw new BadModelException(
                    model.root(), "metadata tokenizer.ggml.bos_token_id", id, "must be below " + tokens.size());
        }
        return tokens.get((int) id);
    }

    ObjectNode json() {
        refuse("tokenizer.ggml.model", "gpt2");
        refuse("tokenizer.ggml.pre", "smollm");
        List<String> tokens = gguf.strings("tokenizer.ggml.tokens");
        long[] types = gguf.integers("tokenizer.ggml.token_type");
        if (types.length != tokens.size()) {
            throw new BadModelException(
                    model.root(),
                    "metadata tokenizer.ggml.token_type",
                    types.length + " entries",
                    "must be as many as tokenizer.ggml.tokens = " + tokens.size());
        }
        ObjectNode root = new ObjectMapper().createObjectNode().put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        for (int id = 0; id < types.length; id++) {
            if (types[id] == CONTROL || types[id] == USER_DEFINED) {
                addToken(added.addObject(), id, tokens.get(id), types[id] == CONTROL);
            }
        }
        root.putNull("normalizer");
        ArrayNode cuts = root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        cuts.addObject().put("type", "Digits").put("individual_digits", true);
        byteLevel(cuts.addObject());
        root.putNull("post_processor");
        byteLevel(root.putObject("decoder"));
        bpe(root.putObject("model"), tokens);
        return root;
    }

    private static void addToken(ObjectNode token, int id, String content, boolean special) {
        token.put("id", id).put("content", content).put("special", special);
        for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
            token.put(flag, false);
        }
    }

    private static void byteLevel(ObjectNode node) {
        node.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
    }

    private void bpe(ObjectNode node, List<String> tokens) {
        node.put("type", "BPE")
                .put("fuse_unk", false)
                .put("byte_fallback", false)
                .put("ignore_merges", false);
        for (String absent : List.of("dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix")) {
            node.putNull(absent);
        }
        ObjectNode vocab = node.putObject("vocab");
        for (int id = 0; id < tokens.size(); id++) {
            vocab.put(tokens.get(id), id);
        }
        ArrayNode merges = node.putArray("merges");
        gguf.strings("tokenizer.ggml.merges").forEach(merges::add);
    }

    private void refuse(String key, String only) {
        String value = gguf.has(key) ? gguf.string(key) : "missing";
        if (!value.equals(only)) {
            throw new BadModelException(
                    model.root(),
                    "metadata " + key,
                    value,
                    "only " + only + " is implemented; use the model's Hugging Face directory with its tokenizer.json");
        }
    }
}
