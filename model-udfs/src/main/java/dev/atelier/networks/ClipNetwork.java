package dev.atelier.networks;

import dev.atelier.weights.ConfigKeys;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.TensorInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * CLIP's towers: from config.json to the numbers of program {@code clip} and the names and shapes of its tensors
 * (transformers, models/clip/configuration_clip.py and modeling_clip.py, whose defaults stand for absent keys). Keys
 * about training and text generation, which these configs are full of, are passed over.
 */
public final class ClipNetwork {
    /** Buffers of older versions that hold 0, 1, 2 ...; not weights. */
    private static final Set<String> POSITION_IDS =
            Set.of("text_model.embeddings.position_ids", "vision_model.embeddings.position_ids");

    private static final Pattern WITHOUT_TOWER = Pattern.compile("embeddings\\.|encoder\\.|final_layer_norm\\.");

    private static final String LOGIT_SCALE = "logit_scale";
    private static final List<String> ACTIVATIONS = List.of("quick_gelu", "gelu");

    private final Architecture.Builder out = new Architecture.Builder();

    private ClipNetwork() {}

    /** The text encoder of a diffusers directory: {@code text_encoder/config.json}, a CLIPTextModel. */
    public static Architecture textArchitecture(ModelDirectory directory) {
        ClipNetwork clip = new ClipNetwork();
        ConfigKeys config = ConfigKeys.of(directory, "text_encoder/config.json");
        config.absent("use_attention_mask"); // the pipeline would hide the padding from the text encoder
        clip.text(config);
        return clip.out.build();
    }

    /** Both towers and their projections: a CLIPModel's {@code config.json}. */
    public static Architecture architecture(ModelDirectory directory) {
        ClipNetwork clip = new ClipNetwork();
        ConfigKeys config = ConfigKeys.of(directory, "config.json");
        int projection = config.positive("projection_dim", 512);
        int text = clip.text(config.section("text_config"));
        int vision = clip.vision(config.section("vision_config"));
        clip.out.tensor("text_projection.weight", projection, text);
        clip.out.tensor("visual_projection.weight", projection, vision);
        clip.out.tensor(LOGIT_SCALE);
        return clip.out.build();
    }

    /** A text encoder, its tensors by CLIPModel's names. @throws BadModelException if anything does not fit */
    public static Network textEncoder(ModelDirectory directory) {
        return network(textArchitecture(directory), directory.tensors("text_encoder"), "text_encoder/config.json");
    }

    /** Both towers. @throws BadModelException if anything does not fit */
    public static Network of(ModelDirectory directory) {
        return network(architecture(directory), directory.tensors(""), "config.json");
    }

    /** Adds the {@code text_model.} that transformers 5 leaves out; drops position ids, and the scale no program needs. */
    private static Network network(Architecture architecture, Map<String, TensorInfo> tensors, String config) {
        Map<String, TensorInfo> named = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            String full = WITHOUT_TOWER.matcher(name).lookingAt() ? "text_model." + name : name;
            if (!POSITION_IDS.contains(full)) {
                named.put(full, tensor);
            }
        });
        architecture.with("clip", named, config);
        named.remove(LOGIT_SCALE);
        return new Network("clip", architecture, named);
    }

    private int text(ConfigKeys config) {
        int width = config.positive("hidden_size", 512);
        out.tensor("text_model.embeddings.token_embedding.weight", config.positive("vocab_size", 49408), width);
        out.tensor(
                "text_model.embeddings.position_embedding.weight",
                config.positive("max_position_embeddings", 77),
                width);
        out.number("text_model.vocab_size", config.positive("vocab_size", 49408));
        out.number("text_model.max_position_embeddings", config.positive("max_position_embeddings", 77));
        out.number("text_model.hidden_size", width);
        tower("text_model", config, width, 2048, 8);
        out.norm("text_model.final_layer_norm", width);
        return width;
    }

    private int vision(ConfigKeys config) {
        int width = config.positive("hidden_size", 768);
        int side = config.positive("image_size", 224);
        int patch = config.positive("patch_size", 32);
        config.only("num_channels", "3");
        config.check(side % patch == 0, "patch_size", "must divide image_size, " + side);
        String embeddings = "vision_model.embeddings.";
        long patches = (long) (side / patch) * (side / patch);
        out.number("image_size", side);
        out.number(embeddings + "patch_embedding.stride", patch);
        out.number(embeddings + "patch_embedding.padding", 0);
        out.tensor(embeddings + "class_embedding", width);
        out.tensor(embeddings + "patch_embedding.weight", width, 3, patch, patch);
        out.tensor(embeddings + "position_embedding.weight", patches + 1, width);
        out.norm("vision_model.pre_layrnorm", width); // the vendor's spelling
        tower("vision_model", config, width, 3072, 12);
        out.norm("vision_model.post_layernorm", width);
        return width;
    }

    private void tower(String name, ConfigKeys config, int width, int defaultInner, int defaultHeads) {
        int inner = config.positive("intermediate_size", defaultInner);
        int layers = config.positive("num_hidden_layers", 12);
        int heads = config.positive("num_attention_heads", defaultHeads);
        config.check(width % heads == 0, "num_attention_heads", "must divide hidden_size, " + width);
        boolean quick = config.word("hidden_act", "quick_gelu", ACTIVATIONS).equals("quick_gelu");
        out.number(name + ".layers", layers);
        out.number(name + ".heads", heads);
        out.number(name + ".eps", config.number("layer_norm_eps", 1e-5, 0, 1));
        out.number(name + ".quick_gelu", quick ? 1 : 0);
        for (int i = 0; i < layers; i++) {
            String layer = name + ".encoder.layers." + i;
            out.norm(layer + ".layer_norm1", width);
            for (String projection : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
                out.linear(layer + ".self_attn." + projection, width, width);
            }
            out.norm(layer + ".layer_norm2", width);
            out.linear(layer + ".mlp.fc1", inner, width);
            out.linear(layer + ".mlp.fc2", width, inner);
        }
    }
}
