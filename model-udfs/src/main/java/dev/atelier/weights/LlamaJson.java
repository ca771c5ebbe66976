package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Llama-like config.json of transformers (4.x and 5.x), every key of which is either used or known not to matter. */
final class LlamaJson {
    private static final Set<String> TYPES = Set.of("llama", "mistral", "qwen2");
    private static final Set<String> USED = Set.of(
            "model_type",
            "vocab_size",
            "hidden_size",
            "intermediate_size",
            "num_hidden_layers",
            "num_attention_heads",
            "num_key_value_heads",
            "head_dim",
            "max_position_embeddings",
            "rms_norm_eps",
            "rope_theta",
            "rope_scaling",
            "rope_parameters",
            "rope_interleaved",
            "partial_rotary_factor",
            "tie_word_embeddings",
            "attention_bias",
            "mlp_bias",
            "hidden_act",
            "pretraining_tp",
            "sliding_window",
            "use_sliding_window",
            "layer_types",
            "eos_token_id");
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "architectures",
            "attention_dropout",
            "bos_token_id",
            "pad_token_id",
            "unk_token_id",
            "initializer_range",
            "is_llama_config",
            "max_window_layers",
            "name_or_path",
            "dtype",
            "torch_dtype",
            "transformers_version",
            "transformers.js_config",
            "use_cache",
            "model_max_length",
            "tokenizer_class",
            "id2label",
            "label2id",
            "pruned_heads",
            "task_specific_params");
    /** Book-keeping of training programs. */
    private static final List<String> PREFIXES_WITHOUT_EFFECT = List.of("_", "unsloth_", "axolotl_", "trl_");

    // what old configurations leave out: defaults of configuration_llama.py, _mistral.py and _qwen2.py
    private static final double RMS_NORM_EPS = 1e-6;
    private static final double ROPE_THETA = 10000;
    private static final int END = 2;
    private static final int MISTRAL_KEY_VALUE_HEADS = 8;
    private static final int MISTRAL_WINDOW = 4096;
    private static final Map<String, Integer> POSITIONS = Map.of("llama", 2048, "mistral", 131072, "qwen2", 32768);

    private final Path file;
    private final JsonNode json;
    private final JsonNode generation;

    LlamaJson(ModelDirectory model) {
        this.file = model.file("config.json");
        this.json = model.config("config.json");
        this.generation =
                model.has("generation_config.json") ? model.config("generation_config.json") : json.path("absent");
    }

    LlamaConfig config() {
        refuseWhatIsNotImplemented();
        int hiddenSize = whole("hidden_size");
        int heads = whole("num_attention_heads");
        if (heads < 1) {
            throw new BadModelException(file, "num_attention_heads", heads, "must be 1 or more");
        }
        return new LlamaConfig(
                whole("vocab_size"),
                hiddenSize,
                whole("intermediate_size"),
                whole("num_hidden_layers"),
                heads,
                has("num_key_value_heads")
                        ? whole("num_key_value_heads")
                        : is("mistral") ? MISTRAL_KEY_VALUE_HEADS : heads,
                has("head_dim") ? whole("head_dim") : hiddenSize / heads,
                context(),
                number("rms_norm_eps", json.path("rms_norm_eps"), RMS_NORM_EPS),
                ropeTheta(),
                json.path("tie_word_embeddings").asBoolean(false),
                is("qwen2"),
                false,
                endTokens());
    }

    private void refuseWhatIsNotImplemented() {
        allow("model_type", TYPES.contains(json.path("model_type").asText()), "must be llama, mistral or qwen2");
        allow("hidden_act", "silu".equals(json.path("hidden_act").asText("silu")), "only silu is implemented");
        for (String key : List.of("attention_bias", "mlp_bias", "rope_interleaved")) {
            allow(key, !json.path(key).asBoolean(false), "only false is implemented");
        }
        allow("pretraining_tp", json.path("pretraining_tp").asInt(1) == 1, "only 1 is implemented");
        allow("partial_rotary_factor", json.path("partial_rotary_factor").asDouble(1) == 1, "only 1 is implemented");
        allow("rope_scaling", isDefaultRope(json.path("rope_scaling")), "only null or type default is implemented");
        JsonNode rope = json.path("rope_parameters");
        allow("rope_parameters", isDefaultRope(rope), "only rope_type default is implemented");
        json.path("layer_types")
                .forEach(type -> allow(
                        "layer_types", type.asText().equals("full_attention"), "only full_attention is implemented"));
        for (Iterator<String> keys = json.fieldNames(); keys.hasNext(); ) {
            refuseUnknown(keys.next());
        }
    }

    /** A key that is null or false asks for nothing; some are book-keeping by their first letters. */
    private void refuseUnknown(String key) {
        JsonNode value = json.get(key);
        boolean off = value.isNull() || (value.isBoolean() && !value.asBoolean());
        boolean keptBook = PREFIXES_WITHOUT_EFFECT.stream().anyMatch(key::startsWith);
        if (!off && !keptBook && !USED.contains(key) && !WITHOUT_EFFECT.contains(key)) {
            throw new BadModelException(file, key, value, "a key that is not implemented for this family");
        }
    }

    private static boolean isDefaultRope(JsonNode rope) {
        String type = rope.path("rope_type").asText(rope.path("type").asText("default"));
        return type.equals("default") && rope.path("partial_rotary_factor").asDouble(1) == 1;
    }

    private void allow(String key, boolean ok, String rule) {
        if (!ok) {
            throw new BadModelException(file, key, json.path(key), rule);
        }
    }

    /** Within the sliding window all attention is full, so a longer prompt than that is refused instead. */
    private int context() {
        int positions = has("max_position_embeddings") ? whole("max_position_embeddings") : POSITIONS.get(type());
        if (is("mistral") && !json.has("sliding_window")) {
            return Math.min(positions, MISTRAL_WINDOW);
        }
        boolean slides = has("sliding_window")
                && (is("mistral") || json.path("use_sliding_window").asBoolean(false));
        return slides ? Math.min(positions, whole("sliding_window")) : positions;
    }

    private double ropeTheta() {
        JsonNode nested = json.path("rope_parameters").path("rope_theta");
        return number("rope_theta", nested.isMissingNode() ? json.path("rope_theta") : nested, ROPE_THETA);
    }

    private Set<Integer> endTokens() {
        JsonNode own = generation.has("eos_token_id") ? generation.path("eos_token_id") : json.path("eos_token_id");
        if (own.isMissingNode() && !is("qwen2")) {
            return Set.of(END);
        }
        Set<Integer> ids = new HashSet<>();
        (own.isArray() ? own : List.of(own)).forEach(id -> ids.add(id.isInt() ? id.asInt() : -1));
        if (ids.isEmpty() || ids.contains(-1)) {
            throw new BadModelException(file, "eos_token_id", own, "must be a token id or a list of them");
        }
        return ids;
    }

    private boolean is(String type) {
        return type().equals(type);
    }

    private String type() {
        return json.path("model_type").asText();
    }

    private boolean has(String key) {
        return json.hasNonNull(key);
    }

    private int whole(String key) {
        JsonNode value = json.path(key);
        if (!value.isInt()) {
            throw new BadModelException(file, key, value.isMissingNode() ? "missing" : value, "must be a whole number");
        }
        return value.asInt();
    }

    /** @param absent what transformers' configuration class has where the key is not there */
    private double number(String key, JsonNode value, double absent) {
        if (value.isMissingNode()) {
            return absent;
        } else if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw new BadModelException(file, key, value, "must be a number");
        }
        return value.asDouble();
    }
}
