package dev.atelier.networks;

import dev.atelier.weights.ConfigKeys;
import java.util.List;

/** Mistral (arXiv 2310.06825); its GGUF files are of architecture llama. */
final class Mistral extends DecoderFamily {
    Mistral() {
        super("mistral", 131072);
    }

    @Override
    int keyValueHeads(int heads) {
        return 8;
    }

    @Override
    List<Integer> endTokens() {
        return List.of(2);
    }

    /** null is no window. */
    @Override
    int context(ConfigKeys config, int most) {
        config.ignore("use_sliding_window");
        int absent = config.has("sliding_window") ? most : 4096;
        return Math.min(most, config.positive("sliding_window", absent));
    }
}
