package dev.atelier.weights;

import java.util.Map;

/**
 * How large each number of a config may be, by the vendor's key: above every published model, and small enough that what is
 * made from them (names of tensors, tables of positions) stays small. Widths end where equal bytes were shown.
 */
final class Bounds {
    private static final int WIDTH = 1 << 15;
    private static final int PIXELS = 1 << 12;
    private static final int HEADS = 1 << 10;

    private static final Map<String, Integer> MOST = Map.ofEntries(
            Map.entry("vocab_size", 1 << 20),
            Map.entry("hidden_size", WIDTH),
            Map.entry("intermediate_size", 1 << 18),
            Map.entry("num_hidden_layers", 1 << 10),
            Map.entry("num_attention_heads", HEADS),
            Map.entry("num_key_value_heads", HEADS),
            Map.entry("head_dim", 1 << 10),
            Map.entry("max_position_embeddings", 1 << 20),
            Map.entry("sliding_window", 1 << 20),
            Map.entry("projection_dim", WIDTH),
            Map.entry("image_size", PIXELS),
            Map.entry("size", PIXELS),
            Map.entry("crop_size", PIXELS),
            Map.entry("shortest_edge", PIXELS),
            Map.entry("width", PIXELS),
            Map.entry("height", PIXELS),
            Map.entry("patch_size", 1 << 10),
            Map.entry("block_out_channels", WIDTH),
            Map.entry("cross_attention_dim", WIDTH),
            Map.entry("layers_per_block", 16),
            Map.entry("transformer_layers_per_block", 64),
            Map.entry("attention_head_dim", HEADS),
            Map.entry("norm_num_groups", 1 << 10),
            Map.entry("in_channels", 1 << 10),
            Map.entry("out_channels", 1 << 10),
            Map.entry("latent_channels", 1 << 10),
            Map.entry("num_train_timesteps", 100_000));

    /** Blocks of a UNet or VAE; each halves a side. */
    static final int LEVELS = 8;

    private Bounds() {}

    static int most(String key) {
        return MOST.get(key);
    }
}
