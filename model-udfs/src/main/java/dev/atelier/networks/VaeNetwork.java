package dev.atelier.networks;

import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ConfigKeys;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.TensorInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AutoencoderKL of Stable Diffusion 1.x and 2.x: from {@code vae/config.json} to the numbers of program {@code vae} and
 * the names and shapes of its tensors (diffusers, models/autoencoders/autoencoder_kl.py and vae.py, whose defaults stand
 * for absent keys).
 */
public final class VaeNetwork {
    private static final String CONFIG = "vae/config.json";

    /** Attention names before diffusers 0.17 and since (models/modeling_utils.py, deprecated attention blocks). */
    private static final Map<String, String> RENAMED = Map.of(
            ".attentions.0.query.", ".attentions.0.to_q.",
            ".attentions.0.key.", ".attentions.0.to_k.",
            ".attentions.0.value.", ".attentions.0.to_v.",
            ".attentions.0.proj_attn.", ".attentions.0.to_out.0.");

    private final ConfigKeys config;
    private final Architecture.Builder out = new Architecture.Builder();
    private final int levels;
    private final List<Integer> channels;
    private final int layers;
    private final int latents;

    private VaeNetwork(ConfigKeys config) {
        this.config = config;
        this.levels =
                config.words("down_block_types", List.of("DownEncoderBlock2D")).size();
        int up = config.words("up_block_types", List.of("UpDecoderBlock2D")).size();
        config.check(up == levels, "up_block_types", "must be as many as down_block_types, " + levels);
        this.channels = config.each("block_out_channels", levels, 64);
        this.layers = config.positive("layers_per_block", 1);
        this.latents = config.positive("latent_channels", 4);
    }

    /**
     * The numbers and tensors of a diffusers directory's VAE.
     *
     * @throws BadModelException for a key or value that is not implemented
     */
    public static Architecture architecture(ModelDirectory directory) {
        return new VaeNetwork(ConfigKeys.of(directory, CONFIG)).architecture();
    }

    /** With its tensors. @throws BadModelException also if they are not exactly those of the config */
    public static Network of(ModelDirectory directory) {
        Map<String, TensorInfo> renamed = new LinkedHashMap<>();
        directory.tensors("vae").forEach((name, tensor) -> {
            String newer = name;
            for (Map.Entry<String, String> names : RENAMED.entrySet()) {
                newer = newer.replace(names.getKey(), names.getValue());
            }
            if (renamed.put(newer, tensor) != null) {
                throw new BadModelException(tensor.file(), "tensor " + name, "twice", "old and new name of one tensor");
            }
        });
        return architecture(directory).with("vae", renamed, CONFIG);
    }

    private Architecture architecture() {
        config.only("act_fn", "silu");
        config.only("in_channels", "3");
        config.only("out_channels", "3");
        config.only("use_quant_conv", "true");
        config.only("use_post_quant_conv", "true");
        config.only("mid_block_add_attention", "true");
        config.absent("shift_factor", "latents_mean", "latents_std");
        config.ignore("sample_size", "force_upcast"); // force_upcast is about fp16; fp32 and bf16 do not overflow
        int groups = config.positive("norm_num_groups", 32);
        config.check(
                channels.stream().allMatch(c -> c % groups == 0), "norm_num_groups", "must divide block_out_channels");
        out.number("levels", levels);
        out.number("layers_per_block", layers);
        out.number("norm_num_groups", groups);
        out.number("latent_channels", latents);
        out.number("scaling_factor", config.number("scaling_factor", 0.18215, 1e-6, 1e6));
        out.conv("quant_conv", 2L * latents, 2L * latents, 1);
        out.conv("post_quant_conv", latents, latents, 1);
        int first = channels.get(0);
        int last = channels.get(levels - 1);
        encoder(first);
        coder("encoder", last, 2L * latents, last);
        out.conv("decoder.conv_in", last, latents, 3);
        decoder();
        coder("decoder", last, 3, first);
        config.refuseOthers();
        return out.build();
    }

    private void encoder(int first) {
        out.conv("encoder.conv_in", first, 3, 3);
        for (int level = 0; level < levels; level++) {
            String name = "encoder.down_blocks." + level;
            int width = channels.get(level);
            for (int i = 0; i < layers; i++) {
                out.resnet(name + ".resnets." + i, i == 0 ? channels.get(Math.max(level - 1, 0)) : width, width);
            }
            if (level < levels - 1) {
                String down = name + ".downsamplers.0.conv";
                out.number(down + ".stride", 2);
                out.number(down + ".padding", 0); // the program pads right and below
                out.conv(down, width, width, 3);
            }
        }
    }

    private void decoder() {
        for (int level = 0; level < levels; level++) {
            String name = "decoder.up_blocks." + level;
            int mirrored = levels - 1 - level;
            int width = channels.get(mirrored);
            for (int i = 0; i <= layers; i++) {
                out.resnet(
                        name + ".resnets." + i,
                        i == 0 ? channels.get(Math.min(mirrored + 1, levels - 1)) : width,
                        width);
            }
            if (level < levels - 1) {
                out.conv(name + ".upsamplers.0.conv", width, width, 3);
            }
        }
    }

    /** Middle and end, which both ways have. */
    private void coder(String name, long middle, long end, long beforeEnd) {
        String attention = name + ".mid_block.attentions.0";
        out.resnet(name + ".mid_block.resnets.0", middle, middle);
        out.norm(attention + ".group_norm", middle);
        for (String projection : List.of(".to_q", ".to_k", ".to_v", ".to_out.0")) {
            out.linear(attention + projection, middle, middle);
        }
        out.resnet(name + ".mid_block.resnets.1", middle, middle);
        out.norm(name + ".conv_norm_out", beforeEnd);
        out.conv(name + ".conv_out", end, beforeEnd, 3);
    }
}
