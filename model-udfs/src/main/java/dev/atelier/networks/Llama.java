package dev.atelier.networks;

import dev.atelier.weights.ConfigKeys;
import java.util.List;
import java.util.Map;

/** Llama (arXiv 2302.13971), and what is published as it, such as SmolLM. */
final class Llama extends DecoderFamily {
    Llama() {
        super("llama", 2048);
    }

    @Override
    List<Integer> endTokens() {
        return List.of(2);
    }

    /** transformers passes these keys over, too. */
    @Override
    int context(ConfigKeys config, int most) {
        config.ignore("sliding_window", "use_sliding_window");
        return most;
    }

    @Override
    Map<String, String> ggufNames() {
        return Map.of();
    }

    @Override
    boolean interleavedInGguf() {
        return true;
    }
}
