package dev.atelier.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the tokenizer.json that a GGUF file leaves out: byte-level BPE from {@code tokenizer.ggml.tokens}, {@code
 * .merges} and {@code .token_type}. The way text is cut before BPE is named by {@code .pre} (llama.cpp, llama-vocab.cpp).
 */
record GgufTokenizer(ModelDirectory model, Gguf gguf) {
    private static final int CONTROL = 3; // llama_token_type of llama.h
    private static final int USER_DEFINED = 4;
    private static final String PREFIX = "tokenizer.ggml.";
    private static final Map<String, String> TOKENS = Map.of(
            "bos_token_id", "bos_token",
            "eos_token_id", "eos_token");

    /** transformers, models/qwen2/tokenization_qwen2.py. */
    private static final String QWEN2 = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}|"
            + " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    GgufTokenizer(ModelDirectory model) {
        this(model, model.gguf());
    }

    String chatTemplate() {
        return gguf.has("tokenizer.chat_template") ? gguf.string("tokenizer.chat_template") : "";
    }

    /** What the chat template may read, as transformers names it. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        TOKENS.forEach((key, name) -> {
            if (gguf.has(PREFIX + key)) {
                variables.put(name, token(key));
            }
        });
        return variables;
    }

    private String token(String key) {
        List<String> tokens = gguf.strings("tokenizer.ggml.tokens");
        long id = gguf.integer(PREFIX + key);
        if (id < 0 || id >= tokens.size()) {
            throw new BadModelException(model.root(), "metadata " + PREFIX + key, id, "must be below " + tokens.size());
        }
        return tokens.get((int) id);
    }

    ObjectNode json() {
        one("tokenizer.ggml.model", List.of("gpt2"));
        boolean qwen2 = one("tokenizer.ggml.pre", List.of("smollm", "qwen2")).equals("qwen2");
        List<String> tokens = gguf.strings("tokenizer.ggml.tokens");
        long[] types = gguf.integers("tokenizer.ggml.token_type");
        BadModelException.unless(
                types.length == tokens.size(),
                model.root(),
                "metadata tokenizer.ggml.token_type",
                types.length + " entries",
                "must be as many as tokenizer.ggml.tokens = " + tokens.size());
        ObjectNode root = new ObjectMapper().createObjectNode().put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        for (int id = 0; id < types.length; id++) {
            if (types[id] == CONTROL || types[id] == USER_DEFINED) {
                addToken(added.addObject(), id, tokens.get(id), types[id] == CONTROL);
            }
        }
        root.set("normalizer", qwen2 ? root.objectNode().put("type", "NFC") : root.nullNode());
        ArrayNode cuts = root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        ObjectNode cut = cuts.addObject();
        if (qwen2) {
            cut.put("type", "Split").put("behavior", "Isolated").put("invert", false);
            cut.putObject("pattern").put("Regex", QWEN2);
        } else {
            cut.put("type", "Digits").put("individual_digits", true);
        }
        byteLevel(cuts.addObject()).put("use_regex", !qwen2);
        postProcessor(root);
        byteLevel(root.putObject("decoder"));
        bpe(root.putObject("model"), tokens);
        return root;
    }

    /** What a text without a chat template starts and ends with. */
    private void postProcessor(ObjectNode root) {
        boolean bos = adds("bos");
        boolean eos = adds("eos");
        if (!bos && !eos) {
            root.putNull("post_processor");
            return;
        }
        ObjectNode processor = root.putObject("post_processor").put("type", "TemplateProcessing");
        ArrayNode single = processor.putArray("single");
        ArrayNode pair = processor.putArray("pair");
        ObjectNode special = processor.putObject("special_tokens");
        if (bos) {
            addSpecial(single.addObject(), special, "bos_token_id");
        }
        single.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        if (eos) {
            addSpecial(single.addObject(), special, "eos_token_id");
        }
        pair.addAll(single).addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
    }

    private boolean adds(String which) {
        String key = PREFIX + "add_" + which + "_token";
        return gguf.has(key) && gguf.flag(key);
    }

    private void addSpecial(ObjectNode place, ObjectNode special, String key) {
        String token = token(key);
        place.putObject("SpecialToken").put("id", token).put("type_id", 0);
        ObjectNode entry = special.putObject(token).put("id", token);
        entry.putArray("ids").add(gguf.integer(PREFIX + key));
        entry.putArray("tokens").add(token);
    }

    private static void addToken(ObjectNode token, int id, String content, boolean special) {
        token.put("id", id).put("content", content).put("special", special);
        for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
            token.put(flag, false);
        }
    }

    private static ObjectNode byteLevel(ObjectNode node) {
        return node.put("type", "ByteLevel")
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

    private String one(String key, List<String> implemented) {
        String value = gguf.has(key) ? gguf.string(key) : "missing";
        BadModelException.unless(
                implemented.contains(value),
                model.root(),
                "metadata " + key,
                value,
                "not implemented; must be " + String.join(" or ", implemented)
                        + ", or use the model's Hugging Face directory with its tokenizer.json");
        return value;
    }
}
