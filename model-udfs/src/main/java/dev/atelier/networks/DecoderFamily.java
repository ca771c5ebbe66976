package dev.atelier.networks;

import dev.atelier.weights.ConfigKeys;
import java.util.List;
import java.util.Map;

/**
 * What a family of decoders has that {@link DecoderNetwork} does not read for all of them: one file each, after
 * transformers' configuration and modeling of that name. What a file says nothing of is as in most of them.
 */
abstract class DecoderFamily {
    private final String modelType;
    private final int positions;

    /**
     * @param modelType as config.json's {@code model_type} and GGUF's {@code general.architecture} say it
     * @param positions of an absent max_position_embeddings
     */
    DecoderFamily(String modelType, int positions) {
        this.modelType = modelType;
        this.positions = positions;
    }

    final String modelType() {
        return modelType;
    }

    final int positions() {
        return positions;
    }

    /** Of an absent num_key_value_heads. */
    int keyValueHeads(int heads) {
        return heads;
    }

    /** Of an absent head_dim. */
    int headDim(int hiddenSize, int heads) {
        return hiddenSize / heads;
    }

    /** Of an absent eos_token_id. */
    List<Integer> endTokens() {
        return List.of();
    }

    /**
     * The longest context in which every token sees all before it: within a sliding window attention is full, so a longer
     * prompt is refused instead.
     */
    abstract int context(ConfigKeys config, int most);

    /** Adds to a layer's attention what the family has there beside the four projections. */
    void attention(ConfigKeys config, Architecture.Builder out, String name, Widths widths) {
        config.absent("attention_bias");
    }

    /** Names of {@link #attention}'s tensors in GGUF with ours; null for a family that is not read from GGUF. */
    Map<String, String> ggufNames() {
        return null;
    }

    /** Whether GGUF has the rows of q and k in another order: pairs of rotary neighbours. */
    boolean interleavedInGguf() {
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
