package dev.atelier.weights;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Llama family as llama.cpp writes it: metadata keys and tensor names of docs/gguf.md, architecture llama. */
final class LlamaGguf {
    private static final String PREFIX = "llama.";
    private static final Set<String> USED = Set.of(
            "vocab_size",
            "embedding_length",
            "feed_forward_length",
            "block_count",
            "attention.head_count",
            "attention.head_count_kv",
            "attention.key_length",
            "attention.value_length",
            "context_length",
            "attention.layer_norm_rms_epsilon",
            "rope.freq_base",
            "rope.dimension_count",
            "rope.scaling.type",
            "expert_count");
    private static final Map<String, String> NAMES = Map.of(
            "attn_norm", "input_layernorm",
            "ffn_norm", "post_attention_layernorm",
            "attn_q", "self_attn.q_proj",
            "attn_k", "self_attn.k_proj",
            "attn_v", "self_attn.v_proj",
            "attn_output", "self_attn.o_proj",
            "ffn_gate", "mlp.gate_proj",
            "ffn_up", "mlp.up_proj",
            "ffn_down", "mlp.down_proj");
    private static final Map<String, String> OUTER_NAMES = Map.of(
            "token_embd.weight", "model.embed_tokens.weight",
            "output_norm.weight", "model.norm.weight",
            "output.weight", "lm_head.weight");
    private static final Pattern BLOCK = Pattern.compile("blk\\.(\\d{1,4})\\.([a-z_]+)\\.weight");

    private final ModelDirectory model;
    private final Gguf gguf;

    LlamaGguf(ModelDirectory model) {
        this.model = model;
        this.gguf = model.gguf();
    }

    LlamaConfig config() {
        refuseWhatIsNotImplemented();
        int heads = whole("attention.head_count");
        if (heads < 1) {
            throw new BadModelException(
                    model.root(), "metadata llama.attention.head_count", heads, "must be 1 or more");
        }
        int headDim = has("attention.key_length") ? whole("attention.key_length") : whole("embedding_length") / heads;
        same("attention.value_length", headDim);
        same("rope.dimension_count", headDim);
        return new LlamaConfig(
                gguf.strings("tokenizer.ggml.tokens").size(),
                whole("embedding_length"),
                whole("feed_forward_length"),
                whole("block_count"),
                heads,
                has("attention.head_count_kv") ? whole("attention.head_count_kv") : heads,
                headDim,
                whole("context_length"),
                gguf.number(PREFIX + "attention.layer_norm_rms_epsilon"),
                has("rope.freq_base") ? gguf.number(PREFIX + "rope.freq_base") : 10_000, // docs/gguf.md: the default
                !gguf.tensors().containsKey("output.weight"),
                false,
                true,
                endTokens());
    }

    /** transformers' name of a GGUF tensor; empty for one that this family does not have. */
    static Optional<String> canonical(String name) {
        Matcher block = BLOCK.matcher(name);
        if (block.matches() && NAMES.containsKey(block.group(2))) {
            return Optional.of("model.layers." + block.group(1) + "." + NAMES.get(block.group(2)) + ".weight");
        }
        return Optional.ofNullable(OUTER_NAMES.get(name));
    }

    private void refuseWhatIsNotImplemented() {
        String architecture = gguf.string("general.architecture");
        if (!architecture.equals("llama")) {
            throw new BadModelException(
                    model.root(),
                    "metadata general.architecture",
                    architecture,
                    "must be llama; other models load from their Hugging Face directory");
        }
        gguf.metadata().forEach((key, value) -> {
            if (key.startsWith(PREFIX) && !USED.contains(key.substring(PREFIX.length()))) {
                throw new BadModelException(
                        model.root(), "metadata " + key, value, "a key that is not implemented for this family");
            }
        });
        same("expert_count", 0);
        if (has("rope.scaling.type")
                && !gguf.string(PREFIX + "rope.scaling.type").equals("none")) {
            throw new BadModelException(
                    model.root(), "metadata llama.rope.scaling.type", "on", "only none is implemented");
        }
    }

    private Set<Integer> endTokens() {
        Set<Integer> ids = new HashSet<>();
        ids.add(token("tokenizer.ggml.eos_token_id"));
        if (gguf.has("tokenizer.ggml.eot_token_id")) {
            ids.add(token("tokenizer.ggml.eot_token_id"));
        }
        return ids;
    }

    private int token(String key) {
        long id = gguf.integer(key);
        int tokens = gguf.strings("tokenizer.ggml.tokens").size();
        if (id < 0 || id >= tokens) {
            throw new BadModelException(
                    model.root(), "metadata " + key, id, "must be below " + tokens + ", the tokens");
        }
        return (int) id;
    }

    private void same(String key, int expected) {
        if (has(key) && whole(key) != expected) {
            throw new BadModelException(
                    model.root(), "metadata " + PREFIX + key, whole(key), "only " + expected + " is implemented");
        }
    }

    private boolean has(String key) {
        return gguf.has(PREFIX + key);
    }

    private int whole(String key) {
        long value = gguf.integer(PREFIX + key);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new BadModelException(model.root(), "metadata " + PREFIX + key, value, "must be 0 to 2^31 - 1");
        }
        return (int) value;
    }
}
