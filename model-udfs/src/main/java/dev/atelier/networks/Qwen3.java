package dev.atelier.networks;

import dev.atelier.weights.ConfigKeys;
import java.util.Map;

/** Qwen3, dense (arXiv 2505.09388): each head of queries and keys has an RMS norm before its rotary positions. */
final class Qwen3 extends DecoderFamily {
    Qwen3() {
        super("qwen3", 32768);
    }

    @Override
    int keyValueHeads(int heads) {
        return 32;
    }

    @Override
    int headDim(int hiddenSize, int heads) {
        return 128;
    }

    /** With a window only some layers would have it, from max_window_layers on. */
    @Override
    int context(ConfigKeys config, int most) {
        config.absent("use_sliding_window");
        config.ignore("sliding_window");
        return most;
    }

    @Override
    void attention(ConfigKeys config, Architecture.Builder out, String name, Widths widths) {
        if (config.flag("attention_bias", false)) {
            biases(out, name, widths);
            out.tensor(name + ".o_proj.bias", widths.hidden());
        }
        out.tensor(name + ".q_norm.weight", widths.head());
        out.tensor(name + ".k_norm.weight", widths.head());
    }

    @Override
    Map<String, String> ggufNames() {
        return Map.of("attn_q_norm", "self_attn.q_norm", "attn_k_norm", "self_attn.k_norm");
    }
}
