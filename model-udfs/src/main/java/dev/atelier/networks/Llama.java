package dev.atelier.networks;

import dev.atelier.weights.ConfigKeys;
import java.util.List;
import java.util.Map;

/** Llama (arXiv 2302.13971), and what is published as it, such as SmolLM. */
final class Llama implements DecoderFamily {
    @Override
    public String modelType() {
        return "llama";
    }

    @Override
    public int positions() {
        return 2048;
    }

    @Override
    public List<Integer> endTokens() {
        return List.of(2);
    }

    /** transformers passes these keys over, too. */
    @Override
    public int context(ConfigKeys config, int positions) {
        config.ignore("sliding_window", "use_sliding_window");
        return positions;
    }

    @Override
    public Map<String, String> ggufNames() {
        return Map.of();
    }

    @Override
    public boolean interleavedInGguf() {
        return true;
    }
}
