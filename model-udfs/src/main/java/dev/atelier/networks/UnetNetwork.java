package dev.atelier.networks;

import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ConfigKeys;
import dev.atelier.weights.ModelDirectory;
import java.util.List;

/**
 * UNet2DConditionModel of Stable Diffusion 1.x and 2.x: from {@code unet/config.json} to the numbers of program {@code
 * unet} and the names and shapes of its tensors (diffusers, models/unets/unet_2d_condition.py and unet_2d_blocks.py,
 * whose defaults stand for absent keys).
 */
public final class UnetNetwork {
    private static final String CONFIG = "unet/config.json";
    private static final List<String> DOWN = List.of("CrossAttnDownBlock2D", "DownBlock2D");
    private static final List<String> UP = List.of("CrossAttnUpBlock2D", "UpBlock2D");

    private final ConfigKeys config;
    private final Architecture.Builder out = new Architecture.Builder();
    private final List<String> downTypes;
    private final List<String> upTypes;
    private final int levels;
    private final List<Integer> channels;
    private final List<Integer> resnets;
    private final List<Integer> heads;
    private final List<Integer> layers;
    private final int groups;
    private final int contextWidth;
    private final boolean linearProjection;

    private UnetNetwork(ConfigKeys config) {
        this.config = config;
        this.downTypes = config.words("down_block_types", DOWN);
        this.upTypes = config.words("up_block_types", UP);
        this.levels = downTypes.size();
        config.check(upTypes.size() == levels, "up_block_types", "must be as many as down_block_types, " + levels);
        this.channels = config.each("block_out_channels", levels, 320);
        this.resnets = config.each("layers_per_block", levels, 2);
        this.heads = config.each("attention_head_dim", levels, 8); // diffusers' name; it is the number of heads
        this.layers = config.each("transformer_layers_per_block", levels, 1);
        this.groups = config.positive("norm_num_groups", 32);
        this.contextWidth = config.positive("cross_attention_dim", 1280);
        this.linearProjection = config.flag("use_linear_projection", false);
    }

    /**
     * The numbers and tensors of a diffusers directory's UNet.
     *
     * @throws BadModelException for a key or value that is not implemented
     */
    public static Architecture architecture(ModelDirectory directory) {
        return new UnetNetwork(ConfigKeys.of(directory, CONFIG)).architecture();
    }

    /** With its tensors. @throws BadModelException also if they are not exactly those of the config */
    public static Network of(ModelDirectory directory) {
        return architecture(directory).with("unet", directory.tensors("unet"), CONFIG);
    }

    private Architecture architecture() {
        refuseWhatIsNotImplemented();
        int first = channels.get(0);
        out.number("levels", levels);
        out.number("block_out_channels.0", first);
        out.number("norm_num_groups", groups);
        out.number("norm_eps", config.number("norm_eps", 1e-5, 0, 1));
        config.check(first % 2 == 0, "block_out_channels", "the first must be even: half are sines, half cosines");
        out.number("freq_shift", config.number("freq_shift", 0, 0, (first - 1) / 2.0));
        out.number("flip_sin_to_cos", config.flag("flip_sin_to_cos", true) ? 1 : 0);
        out.number("use_linear_projection", linearProjection ? 1 : 0);
        out.number("cross_attention_dim", contextWidth);
        out.number("in_channels", config.positive("in_channels", 4));
        out.conv("conv_in", first, config.positive("in_channels", 4), 3);
        out.linear("time_embedding.linear_1", 4L * first, first);
        out.linear("time_embedding.linear_2", 4L * first, 4L * first);
        downBlocks();
        int last = channels.get(levels - 1);
        numbers("mid_block", 2, heads.get(levels - 1), layers.get(levels - 1));
        resnet("mid_block.resnets.0", last, last);
        transformer("mid_block.attentions.0", last, layers.get(levels - 1));
        resnet("mid_block.resnets.1", last, last);
        upBlocks();
        out.norm("conv_norm_out", first);
        out.conv("conv_out", config.positive("out_channels", 4), first, 3);
        config.check(
                config.positive("out_channels", 4) == config.positive("in_channels", 4),
                "in_channels",
                "must equal out_channels; inpainting networks are not implemented");
        config.refuseOthers();
        return out.build();
    }

    private void refuseWhatIsNotImplemented() {
        config.only("act_fn", "silu");
        config.only("mid_block_type", "UNetMidBlock2DCrossAttn");
        config.only("resnet_time_scale_shift", "default");
        config.only("time_embedding_type", "positional");
        config.only("attention_type", "default");
        config.only("downsample_padding", "1");
        config.only("mid_block_scale_factor", "1");
        config.only("resnet_out_scale_factor", "1.0");
        config.only("conv_in_kernel", "3");
        config.only("conv_out_kernel", "3");
        config.absent("only_cross_attention", "dual_cross_attention", "mid_block_only_cross_attention");
        config.absent("cross_attention_norm", "center_input_sample", "resnet_skip_time_act");
        config.absent("class_embed_type", "num_class_embeds", "class_embeddings_concat");
        config.absent("projection_class_embeddings_input_dim", "addition_embed_type", "addition_time_embed_dim");
        config.absent("encoder_hid_dim", "encoder_hid_dim_type", "num_attention_heads");
        config.absent("reverse_transformer_layers_per_block", "time_cond_proj_dim", "time_embedding_dim");
        config.absent("time_embedding_act_fn", "timestep_post_act");
        // dropout is for training; fp32 and bf16 attention both sum in fp32; heads of an embedding that must be absent
        config.ignore("sample_size", "dropout", "upcast_attention", "addition_embed_type_num_heads");
        config.check(
                channels.stream().allMatch(c -> c % groups == 0), "norm_num_groups", "must divide block_out_channels");
        for (int level = 0; level < levels; level++) {
            config.check(
                    channels.get(level) % heads.get(level) == 0,
                    "attention_head_dim",
                    "must divide block_out_channels");
        }
    }

    private void downBlocks() {
        for (int level = 0; level < levels; level++) {
            String name = "down_blocks." + level;
            boolean cross = downTypes.get(level).equals(DOWN.get(0));
            numbers(name, resnets.get(level), cross ? heads.get(level) : 0, layers.get(level));
            int width = channels.get(level);
            for (int i = 0; i < resnets.get(level); i++) {
                resnet(name + ".resnets." + i, i == 0 ? channels.get(Math.max(level - 1, 0)) : width, width);
                if (cross) {
                    transformer(name + ".attentions." + i, width, layers.get(level));
                }
            }
            if (level < levels - 1) {
                out.number(name + ".downsamplers.0.conv.stride", 2);
                out.conv(name + ".downsamplers.0.conv", width, width, 3);
            }
        }
    }

    private void upBlocks() {
        for (int level = 0; level < levels; level++) {
            String name = "up_blocks." + level;
            int mirrored = levels - 1 - level;
            boolean cross = upTypes.get(level).equals(UP.get(0));
            int count = resnets.get(mirrored) + 1;
            numbers(name, count, cross ? heads.get(mirrored) : 0, layers.get(mirrored));
            int width = channels.get(mirrored);
            for (int i = 0; i < count; i++) {
                int below = i == 0 ? channels.get(Math.min(mirrored + 1, levels - 1)) : width;
                int skip = i == count - 1 ? channels.get(Math.max(mirrored - 1, 0)) : width;
                resnet(name + ".resnets." + i, below + skip, width);
                if (cross) {
                    transformer(name + ".attentions." + i, width, layers.get(mirrored));
                }
            }
            if (level < levels - 1) {
                out.conv(name + ".upsamplers.0.conv", width, width, 3);
            }
        }
    }

    private void numbers(String block, int count, int blockHeads, int blockLayers) {
        out.number(block + ".resnets", count);
        out.number(block + ".heads", blockHeads);
        out.number(block + ".layers", blockLayers);
    }

    private void resnet(String name, long in, long width) {
        out.resnet(name, in, width);
        out.linear(name + ".time_emb_proj", width, 4L * channels.get(0));
    }

    private void transformer(String name, long width, int count) {
        out.norm(name + ".norm", width);
        for (String projection : List.of(".proj_in", ".proj_out")) {
            if (linearProjection) {
                out.linear(name + projection, width, width);
            } else {
                out.conv(name + projection, width, width, 1);
            }
        }
        for (int i = 0; i < count; i++) {
            String block = name + ".transformer_blocks." + i;
            attention(block + ".attn1", width, width);
            attention(block + ".attn2", width, contextWidth);
            for (int n = 1; n <= 3; n++) {
                out.norm(block + ".norm" + n, width);
            }
            out.linear(block + ".ff.net.0.proj", 8 * width, width);
            out.linear(block + ".ff.net.2", width, 4 * width);
        }
    }

    private void attention(String name, long width, long context) {
        out.tensor(name + ".to_q.weight", width, width);
        out.tensor(name + ".to_k.weight", width, context);
        out.tensor(name + ".to_v.weight", width, context);
        out.linear(name + ".to_out.0", width, width);
    }
}
