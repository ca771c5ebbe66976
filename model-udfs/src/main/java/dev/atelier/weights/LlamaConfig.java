package dev.atelier.weights;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of a decoder of the Llama family (Llama, SmolLM, Mistral, Qwen2), by the names of transformers'
 * configuration_llama.py.
 *
 * @param qkvBias query, key and value projections have biases (Qwen2)
 * @param interleaved query and key rows are in GGUF's order for architecture llama
 * @param endTokens ids that end an answer
 */
public record LlamaConfig(
        int vocabSize,
        int hiddenSize,
        int intermediateSize,
        int numHiddenLayers,
        int numAttentionHeads,
        int numKeyValueHeads,
        int headDim,
        int maxPositionEmbeddings,
        double rmsNormEps,
        double ropeTheta,
        boolean tieWordEmbeddings,
        boolean qkvBias,
        boolean interleaved,
        Set<Integer> endTokens) {
    /** Numbers in each table of rotary positions: a context of 1,048,576 with heads of 128. */
    private static final long LARGEST_TABLE = 1L << 27;

    public LlamaConfig {
        endTokens = Set.copyOf(endTokens);
    }

    /**
     * Reads config.json or the GGUF metadata.
     *
     * @throws BadModelException if a key is missing, out of range, or asks for something that is not implemented
     */
    public static LlamaConfig of(ModelDirectory model) {
        LlamaConfig config = model.isGguf() ? new LlamaGguf(model).config() : new LlamaJson(model).config();
        config.check(model.isGguf() ? model.root() : model.file("config.json"));
        return config;
    }

    /** What the decoder program is configured with. */
    public Map<String, Double> numbers() {
        return Map.of(
                "num_hidden_layers", (double) numHiddenLayers,
                "num_attention_heads", (double) numAttentionHeads,
                "num_key_value_heads", (double) numKeyValueHeads,
                "head_dim", (double) headDim,
                "max_position_embeddings", (double) maxPositionEmbeddings,
                "rms_norm_eps", rmsNormEps,
                "rope_theta", ropeTheta,
                "interleaved", interleaved ? 1.0 : 0.0);
    }

    private void check(Path file) {
        within(file, "vocab_size", vocabSize);
        within(file, "hidden_size", hiddenSize);
        within(file, "intermediate_size", intermediateSize);
        within(file, "num_hidden_layers", numHiddenLayers);
        within(file, "num_attention_heads", numAttentionHeads);
        within(file, "num_key_value_heads", numKeyValueHeads);
        within(file, "head_dim", headDim);
        within(file, "max_position_embeddings", maxPositionEmbeddings);
        if (numAttentionHeads % numKeyValueHeads != 0) {
            throw new BadModelException(
                    file,
                    "num_key_value_heads",
                    numKeyValueHeads,
                    "must divide num_attention_heads = " + numAttentionHeads);
        } else if ((long) maxPositionEmbeddings * headDim > LARGEST_TABLE) {
            throw new BadModelException(
                    file,
                    "max_position_embeddings",
                    maxPositionEmbeddings,
                    "must be at most " + LARGEST_TABLE / headDim + " with head_dim = " + headDim);
        } else if (headDim % 2 != 0) {
            throw new BadModelException(file, "head_dim", headDim, "must be even: rotary positions turn pairs");
        } else if (!(rmsNormEps > 0 && rmsNormEps < 1)) {
            throw new BadModelException(file, "rms_norm_eps", rmsNormEps, "must be above 0 and below 1");
        } else if (!(ropeTheta > 0 && ropeTheta < 1e12)) {
            throw new BadModelException(file, "rope_theta", ropeTheta, "must be above 0 and below 1e12");
        }
        for (int token : endTokens) {
            if (token < 0 || token >= vocabSize) {
                throw new BadModelException(file, "eos_token_id", token, "must be below vocab_size = " + vocabSize);
            }
        }
    }

    private static void within(Path file, String key, int value) {
        if (value < 1 || value > Bounds.most(key)) {
            throw new BadModelException(file, key, value, "must be 1 to " + Bounds.most(key));
        }
    }
}
