package dev.atelier.networks;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decoders as llama.cpp writes them (docs/gguf.md; gguf-py, constants.py) by the names that transformers has. */
final class DecoderGguf {
    /** Metadata keys without their architecture. What is not among them keeps its name, and is refused if nobody reads it. */
    static final Map<String, String> KEYS = Map.of(
            "embedding_length", "hidden_size",
            "feed_forward_length", "intermediate_size",
            "block_count", "num_hidden_layers",
            "attention.head_count", "num_attention_heads",
            "attention.head_count_kv", "num_key_value_heads",
            "attention.key_length", "head_dim",
            "context_length", "max_position_embeddings",
            "attention.layer_norm_rms_epsilon", "rms_norm_eps",
            "rope.freq_base", "rope_theta");

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
    private static final Pattern BLOCK = Pattern.compile("blk\\.(\\d{1,4})\\.([a-z_]+)\\.(weight|bias)");

    private DecoderGguf() {}

    /**
     * transformers' name of a tensor; its own if this family has no such tensor.
     *
     * @param further a family's own names of a block
     */
    static String canonical(String name, Map<String, String> further) {
        Matcher block = BLOCK.matcher(name);
        if (!block.matches()) {
            return OUTER_NAMES.getOrDefault(name, name);
        }
        String inner = NAMES.getOrDefault(block.group(2), further.get(block.group(2)));
        return inner == null ? name : "model.layers." + block.group(1) + "." + inner + "." + block.group(3);
    }
}
