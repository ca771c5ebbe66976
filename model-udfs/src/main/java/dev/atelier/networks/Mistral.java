package dev.atelier.networks;

import dev.atelier.weights.ConfigKeys;
import java.util.List;

/** Mistral (arXiv 2310.06825); its GGUF files are of architecture llama. */
final class Mistral implements DecoderFamily {
    @Override
    public String modelType() {
        return "mistral";
    }

    @Override
    public int positions() {
        return 131072;
    }

    @Override
    public int keyValueHeads(int heads) {
        return 8;
    }

    @Override
    public List<Integer> endTokens() {
        return List.of(2);
    }

    /** null is no window. */
    @Override
    public int context(ConfigKeys config, int positions) {
        config.ignore("use_sliding_window");
        int absent = config.has("sliding_window") ? positions : 4096;
        return Math.min(positions, config.positive("sliding_window", absent));
    }
}
