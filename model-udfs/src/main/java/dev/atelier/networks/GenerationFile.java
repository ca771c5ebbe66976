package dev.atelier.networks;

import dev.atelier.domain.VendorSettings;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ConfigKeys;
import dev.atelier.weights.ModelDirectory;
import java.util.List;

/**
 * Reads generation_config.json (transformers' generation/configuration_utils.py 5.23): what is obeyed, and what would
 * change answers and is not implemented. Sampling (temperature, top_k, top_p ...) is the run's, never the vendor's.
 */
public final class GenerationFile {
    private static final String NAME = "generation_config.json";

    private GenerationFile() {}

    /** @throws BadModelException if it asks for something that is not implemented, or makes no sense */
    public static VendorSettings of(ModelDirectory model, DecoderNetwork network) {
        ConfigKeys keys = keys(model);
        for (String key : List.of("min_length", "min_new_tokens", "no_repeat_ngram_size", "penalty_alpha")) {
            keys.only(key, "0");
        }
        keys.only("encoder_no_repeat_ngram_size", "0");
        for (String key : List.of("num_beams", "num_beam_groups", "encoder_repetition_penalty", "guidance_scale")) {
            keys.only(key, "1");
        }
        keys.absent("bad_words_ids", "force_words_ids", "constraints", "sequence_bias", "begin_suppress_tokens");
        keys.absent(
                "forced_bos_token_id", "forced_eos_token_id", "forced_decoder_ids", "stop_strings", "token_healing");
        keys.absent("exponential_decay_length_penalty", "watermarking_config", "dola_layers");
        double penalty = keys.number("repetition_penalty", 1, 1e-3, 1e3);
        return new VendorSettings(
                penalty,
                suppressed(keys, network.vocabSize()),
                network.endTokens().stream().sorted().toList());
    }

    /** Empty for a model without the file. */
    static ConfigKeys keys(ModelDirectory model) {
        return model.has(NAME) ? ConfigKeys.of(model, NAME) : ConfigKeys.ofNothing(model);
    }

    /** An id that no token has suppresses nothing. */
    private static List<Integer> suppressed(ConfigKeys keys, int vocabulary) {
        keys.check(!keys.isNumber("suppress_tokens"), "suppress_tokens", "must be a list of token ids");
        List<Integer> all = keys.ids("suppress_tokens").stream()
                .filter(id -> id >= 0 && id < vocabulary)
                .distinct()
                .sorted()
                .toList();
        keys.check(all.size() < vocabulary, "suppress_tokens", "must leave one");
        return all;
    }
}
