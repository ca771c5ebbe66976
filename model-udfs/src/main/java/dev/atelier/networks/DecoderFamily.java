package dev.atelier.networks;

import dev.atelier.weights.ConfigKeys;
import java.util.List;
import java.util.Map;

/**
 * What a family of decoders has that {@link DecoderNetwork} does not read for all of them: one file each, after
 * transformers' configuration and modeling of that name. What nothing is said of is as in Llama.
 */
interface DecoderFamily {
    /** As config.json's {@code model_type} and GGUF's {@code general.architecture} say it. */
    String modelType();

    /** Of an absent max_position_embeddings. */
    int positions();

    /** Of an absent num_key_value_heads. */
    default int keyValueHeads(int heads) {
        return heads;
    }

    /** Of an absent head_dim. */
    default int headDim(int hiddenSize, int heads) {
        return hiddenSize / heads;
    }

    /** Of an absent eos_token_id. */
    default List<Integer> endTokens() {
        return List.of();
    }

    /**
     * The longest context in which every token sees all before it: within a sliding window attention is full, so a longer
     * prompt is refused instead.
     */
    int context(ConfigKeys config, int positions);

    /** Adds to a layer's attention, beside the four projections, what the family has there. */
    default void attention(ConfigKeys config, Architecture.Builder out, String name, Widths widths) {
        config.absent("attention_bias");
    }

    /** Names of {@link #attention}'s tensors in GGUF with ours; null for a family that is not read from GGUF. */
    default Map<String, String> ggufNames() {
        return null;
    }

    /** Whether GGUF has the rows of q and k in another order: pairs of rotary neighbours. */
    default boolean interleavedInGguf() {
        return false;
    }

    /** Biases of queries, keys and values. */
    static void biases(Architecture.Builder out, String name, Widths widths) {
        out.tensor(name + ".q_proj.bias", widths.queries());
        out.tensor(name + ".k_proj.bias", widths.keys());
        out.tensor(name + ".v_proj.bias", widths.keys());
    }

    /** Of a layer's projections. */
    record Widths(long hidden, long heads, long keyValueHeads, long head) {
        long queries() {
            return heads * head;
        }

        long keys() {
            return keyValueHeads * head;
        }
    }
}
