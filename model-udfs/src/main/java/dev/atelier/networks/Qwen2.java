package dev.atelier.networks;

import dev.atelier.weights.ConfigKeys;

/** Qwen2 and Qwen2.5 (arXiv 2407.10671): query, key and value projections have biases. */
final class Qwen2 extends DecoderFamily {
    Qwen2() {
        super("qwen2", 32768);
    }

    @Override
    int context(ConfigKeys config, int most) {
        int window = config.positive("sliding_window", 4096);
        return config.flag("use_sliding_window", false) ? Math.min(most, window) : most;
    }

    @Override
    void attention(ConfigKeys config, Architecture.Builder out, String name, Widths widths) {
        config.absent("attention_bias");
        biases(out, name, widths);
    }
}
