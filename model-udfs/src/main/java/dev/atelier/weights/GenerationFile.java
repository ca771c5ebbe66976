package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.domain.VendorSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads generation_config.json (transformers' generation/configuration_utils.py 5.23): what is obeyed, and what would
 * change answers and is not implemented. Sampling (temperature, top_k, top_p ...) is the run's, never the vendor's.
 */
public final class GenerationFile {
    private static final String NAME = "generation_config.json";

    /** Numbers that are not implemented, with the value that asks for nothing. */
    private static final Map<String, Double> NEUTRAL = Map.of(
            "min_length", 0.0,
            "min_new_tokens", 0.0,
            "num_beams", 1.0,
            "num_beam_groups", 1.0,
            "no_repeat_ngram_size", 0.0,
            "encoder_no_repeat_ngram_size", 0.0,
            "encoder_repetition_penalty", 1.0,
            "guidance_scale", 1.0,
            "penalty_alpha", 0.0);
    /** Further keys that are not implemented unless they are null, false or empty. */
    private static final List<String> ABSENT = List.of(
            "bad_words_ids",
            "begin_suppress_tokens",
            "forced_bos_token_id",
            "forced_eos_token_id",
            "forced_decoder_ids",
            "sequence_bias",
            "exponential_decay_length_penalty",
            "watermarking_config",
            "stop_strings",
            "token_healing",
            "constraints",
            "force_words_ids",
            "dola_layers");

    private GenerationFile() {}

    /** @throws BadModelException if it asks for something that is not implemented, or makes no sense */
    public static VendorSettings of(ModelDirectory model, LlamaConfig config) {
        List<Integer> ends = config.endTokens().stream().sorted().toList();
        if (!model.has(NAME)) {
            return new VendorSettings(1, List.of(), ends);
        }
        Path file = model.file(NAME);
        JsonNode json = model.config(NAME);
        NEUTRAL.forEach((key, neutral) -> {
            JsonNode value = json.path(key);
            boolean off = value.isMissingNode() || value.isNull() || (value.isNumber() && value.asDouble() == neutral);
            require(off, file, key, value, "only " + neutral + " is implemented; remove it");
        });
        ABSENT.forEach(key -> {
            JsonNode value = json.path(key);
            boolean off = value.isMissingNode()
                    || value.isNull()
                    || (value.isContainerNode() && value.isEmpty())
                    || (value.isBoolean() && !value.asBoolean());
            require(off, file, key, value, "is not implemented; remove it");
        });
        return new VendorSettings(penalty(file, json.path("repetition_penalty")), suppressed(file, json, config), ends);
    }

    private static double penalty(Path file, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return 1;
        }
        boolean sound = value.isNumber() && value.asDouble() > 0 && Double.isFinite(value.asDouble());
        require(sound, file, "repetition_penalty", value, "must be a number above 0; 1 is off");
        return value.asDouble();
    }

    /** An id that no token has suppresses nothing. */
    private static List<Integer> suppressed(Path file, JsonNode json, LlamaConfig config) {
        JsonNode value = json.path("suppress_tokens");
        require(
                value.isMissingNode() || value.isNull() || value.isArray(),
                file,
                "suppress_tokens",
                value,
                "must be a list of token ids");
        List<Integer> ids = new ArrayList<>();
        for (JsonNode id : value) {
            require(id.isInt(), file, "suppress_tokens", id, "must be a token id");
            if (id.asInt() >= 0 && id.asInt() < config.vocabSize()) {
                ids.add(id.asInt());
            }
        }
        List<Integer> all = ids.stream().distinct().sorted().toList();
        require(all.size() < config.vocabSize(), file, "suppress_tokens", "every token", "must leave one");
        return all;
    }

    private static void require(boolean holds, Path file, String key, Object value, String rule) {
        if (!holds) {
            throw new BadModelException(file, key, value, rule);
        }
    }
}
