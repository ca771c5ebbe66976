package dev.atelier.networks;

import dev.atelier.weights.ConfigKeys;

/** Qwen2 and Qwen2.5 (arXiv 2407.10671): query, key and value projections have biases. */
final class Qwen2 implements DecoderFamily {
    @Override
    public String modelType() {
        return "qwen2";
    }

    @Override
    public int positions() {
        return 32768;
    }

    @Override
    public int context(ConfigKeys config, int positions) {
        int window = config.positive("sliding_window", 4096);
        return config.flag("use_sliding_window", false) ? Math.min(positions, window) : positions;
    }

    @Override
    public void attention(ConfigKeys config, Architecture.Builder out, String name, Widths widths) {
        config.absent("attention_bias");
        DecoderFamily.biases(out, name, widths);
    }
}
