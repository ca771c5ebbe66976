package dev.atelier.networks;

import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ConfigKeys;
import dev.atelier.weights.GgufKeys;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.TensorInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A decoder of the Llama kind: from config.json (transformers 4.x and 5.x) or GGUF metadata to the numbers of program
 * {@code decoder} and the names and shapes of its tensors. What families have of their own is in their files.
 *
 * @param endTokens ids that end an answer
 */
public record DecoderNetwork(DecoderFamily family, Architecture architecture, Set<Integer> endTokens) {
    private static final List<DecoderFamily> FAMILIES = List.of(new Llama(), new Mistral(), new Qwen2(), new Qwen3());

    /** Numbers in each table of rotary positions: a context of 1,048,576 with heads of 128. */
    private static final long LARGEST_TABLE = 1L << 27;

    public DecoderNetwork {
        endTokens = Set.copyOf(endTokens);
    }

    /**
     * Reads config.json or the GGUF metadata.
     *
     * @throws BadModelException if a key is missing, out of range, or asks for something that is not implemented
     */
    public static DecoderNetwork of(ModelDirectory model) {
        ConfigKeys config = model.isGguf() ? GgufKeys.of(model, DecoderGguf.KEYS) : ConfigKeys.of(model, "config.json");
        DecoderFamily family = family(config, model.isGguf());
        Architecture.Builder out = new Architecture.Builder();
        for (String key : model.isGguf() ? List.of("max_position_embeddings", "rms_norm_eps") : List.<String>of()) {
            config.check(config.has(key), key, "must be there"); // config.json may leave them out
        }
        int layers = number(out, "num_hidden_layers", config.positive("num_hidden_layers"));
        int vocabulary = number(out, "vocab_size", config.positive("vocab_size"));
        int hidden = config.positive("hidden_size");
        int heads = number(out, "num_attention_heads", config.positive("num_attention_heads"));
        int keys =
                number(out, "num_key_value_heads", config.positive("num_key_value_heads", family.keyValueHeads(heads)));
        int head = number(out, "head_dim", config.positive("head_dim", family.headDim(hidden, heads)));
        config.check(heads % keys == 0, "num_key_value_heads", "must divide num_attention_heads = " + heads);
        config.check(head > 0 && head % 2 == 0, "head_dim", "must be even: rotary positions turn pairs");
        out.number("rms_norm_eps", config.number("rms_norm_eps", 1e-6, 1e-20, 1));
        out.number("interleaved", model.isGguf() && family.interleavedInGguf() ? 1 : 0);
        positions(config, family, head, out);
        refuseWhatIsNotImplemented(config, head);
        tensors(config, family, out, layers, vocabulary, new DecoderFamily.Widths(hidden, heads, keys, head));
        refuseOthers(config);
        return new DecoderNetwork(family, out.build(), endTokens(model, config, family, vocabulary));
    }

    /** With its tensors, by transformers' names. @throws BadModelException if they are not exactly those of the config */
    public Network network(ModelDirectory model) {
        Map<String, TensorInfo> found = new TreeMap<>();
        model.tensors("").forEach((name, tensor) -> {
            String canonical = model.isGguf() ? DecoderGguf.canonical(name, family.ggufNames()) : name;
            if (!isDerived(canonical)) {
                found.put(canonical, tensor);
            }
        });
        return architecture.with("decoder", found, model.isGguf() ? "the metadata" : "config.json");
    }

    public int vocabSize() {
        return architecture.number("vocab_size");
    }

    public int numHiddenLayers() {
        return architecture.number("num_hidden_layers");
    }

    public int numKeyValueHeads() {
        return architecture.number("num_key_value_heads");
    }

    public int headDim() {
        return architecture.number("head_dim");
    }

    /** The longest context. */
    public int maxPositionEmbeddings() {
        return architecture.number("max_position_embeddings");
    }

    private static DecoderFamily family(ConfigKeys config, boolean gguf) {
        List<DecoderFamily> read = FAMILIES.stream()
                .filter(family -> !gguf || family.ggufNames() != null)
                .toList();
        String type = config.word(
                "model_type", "", read.stream().map(DecoderFamily::modelType).toList());
        config.check(!type.isEmpty(), "model_type", "must be there");
        return read.stream()
                .filter(family -> family.modelType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static int number(Architecture.Builder out, String name, int value) {
        out.number(name, value);
        return value;
    }

    private static void positions(ConfigKeys config, DecoderFamily family, int head, Architecture.Builder out) {
        int context = family.context(config, config.positive("max_position_embeddings", family.positions()));
        config.check(
                (long) context * head <= LARGEST_TABLE,
                "max_position_embeddings",
                "must be at most " + LARGEST_TABLE / head + " with head_dim = " + head);
        out.number("max_position_embeddings", context);
        double theta = config.number("rope_theta", 10000, 1, 1e12);
        for (String section : List.of("rope_scaling", "rope_parameters")) {
            ConfigKeys rope = config.section(section);
            rope.only("type", "default");
            rope.only("rope_type", "default");
            rope.only("partial_rotary_factor", "1");
            theta = rope.number("rope_theta", theta, 1, 1e12);
            rope.ignore("factor");
            rope.refuseOthers();
        }
        out.number("rope_theta", theta);
    }

    private static void refuseWhatIsNotImplemented(ConfigKeys config, int head) {
        config.only("hidden_act", "silu");
        config.only("pretraining_tp", "1");
        config.only("partial_rotary_factor", "1");
        config.only("layer_types", "full_attention");
        config.absent("mlp_bias", "rope_interleaved");
        config.only("expert_count", "0"); // GGUF's, as the next three
        config.only("rope.scaling.type", "none");
        config.only("attention.value_length", String.valueOf(head));
        config.only("rope.dimension_count", String.valueOf(head));
    }

    private static void refuseOthers(ConfigKeys config) {
        config.ignore(
                "architectures", "transformers_version", "transformers.js_config", "name_or_path", "is_llama_config");
        config.ignore("torch_dtype", "dtype", "use_cache", "initializer_range", "attention_dropout", "pruned_heads");
        config.ignore("bos_token_id", "pad_token_id", "unk_token_id", "tokenizer_class", "model_max_length");
        config.ignore("id2label", "label2id", "task_specific_params", "max_window_layers");
        config.ignore("eos_token_id"); // generation_config.json's goes first
        config.ignoreWhatIsOff();
        config.ignorePrefixes("unsloth_", "axolotl_", "trl_"); // book-keeping of training programs
        config.refuseOthers();
    }

    private static void tensors(
            ConfigKeys config,
            DecoderFamily family,
            Architecture.Builder out,
            int layers,
            int vocabulary,
            DecoderFamily.Widths widths) {
        long hidden = widths.hidden();
        long middle = config.positive("intermediate_size");
        out.tensor("model.embed_tokens.weight", vocabulary, hidden);
        for (int i = 0; i < layers; i++) {
            String layer = "model.layers." + i;
            String attention = layer + ".self_attn";
            out.tensor(layer + ".input_layernorm.weight", hidden);
            out.tensor(attention + ".q_proj.weight", widths.queries(), hidden);
            out.tensor(attention + ".k_proj.weight", widths.keys(), hidden);
            out.tensor(attention + ".v_proj.weight", widths.keys(), hidden);
            out.tensor(attention + ".o_proj.weight", hidden, widths.queries());
            family.attention(config, out, attention, widths);
            out.tensor(layer + ".post_attention_layernorm.weight", hidden);
            out.tensor(layer + ".mlp.gate_proj.weight", middle, hidden);
            out.tensor(layer + ".mlp.up_proj.weight", middle, hidden);
            out.tensor(layer + ".mlp.down_proj.weight", hidden, middle);
        }
        out.tensor("model.norm.weight", hidden);
        if (!config.flag("tie_word_embeddings", false)) {
            out.tensor("lm_head.weight", vocabulary, hidden);
        }
    }

    /** Saved by older versions although it follows from the rest. */
    private boolean isDerived(String name) {
        boolean derived = name.endsWith(".rotary_emb.inv_freq") || name.equals("lm_head.weight");
        return derived && !architecture.shapes().containsKey(name);
    }

    private static Set<Integer> endTokens(
            ModelDirectory model, ConfigKeys config, DecoderFamily family, int vocabulary) {
        ConfigKeys generation = GenerationFile.keys(model);
        ConfigKeys says = generation.has("eos_token_id") ? generation : config;
        List<Integer> ids = says.has("eos_token_id") ? says.ids("eos_token_id") : family.endTokens();
        says.check(!ids.isEmpty(), "eos_token_id", "must be a token id or a list of them");
        boolean within = ids.stream().allMatch(id -> id >= 0 && id < vocabulary);
        says.check(within, "eos_token_id", "must be below vocab_size = " + vocabulary);
        return Set.copyOf(ids);
    }
}
