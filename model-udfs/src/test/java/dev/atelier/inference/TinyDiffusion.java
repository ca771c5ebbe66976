package dev.atelier.inference;

import dev.atelier.networks.Architecture;
import dev.atelier.networks.ClipNetwork;
import dev.atelier.networks.UnetNetwork;
import dev.atelier.networks.VaeNetwork;
import dev.atelier.text.Uniform;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.SafetensorsBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes small whole Stable Diffusion and CLIP directories with random weights, the same on every machine: a VAE of
 * factor 2, a UNet of two levels, CLIP's tokenizer as vocab.json and merges.txt. diffusers loads them too: {@code
 * TinyDiffusion DIR sd1|sd2|clip} writes one for scripts/golden/compare_images.py and compare_embeddings.py.
 */
final class TinyDiffusion {
    private static final List<String> MERGES = List.of("r e", "re d</w>", "m u", "mu g</w>", "a n");

    private TinyDiffusion() {}

    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        if (args[1].equals("clip")) {
            clip(root);
        } else {
            stableDiffusion(root, args[1].equals("sd2"));
        }
    }

    /** @param second as SD 2.x: linear projections, heads per level, gelu, v-prediction, padding with "!" */
    static Path stableDiffusion(Path root, boolean second) throws IOException {
        return stableDiffusion(root, second, new Widths(List.of(16, 32), List.of(8, 16), 16, 32));
    }

    /** Channels of the UNet's and the VAE's levels (multiples of 4), of the text encoder and its middle. */
    record Widths(List<Integer> unet, List<Integer> vae, int text, int middle) {}

    static Path stableDiffusion(Path root, boolean second, Widths widths) throws IOException {
        write(
                root.resolve("model_index.json"),
                """
                {"_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.42.1",
                 "scheduler": ["diffusers", "PNDMScheduler"], "text_encoder": ["transformers", "CLIPTextModel"],
                 "tokenizer": ["transformers", "CLIPTokenizer"], "unet": ["diffusers", "UNet2DConditionModel"],
                 "vae": ["diffusers", "AutoencoderKL"], "safety_checker": [null, null],
                 "feature_extractor": [null, null], "requires_safety_checker": false}
                """);
        write(
                root.resolve("scheduler/scheduler_config.json"),
                """
                {"_class_name": "PNDMScheduler", "num_train_timesteps": 1000, "beta_start": 0.00085, "beta_end": 0.012,
                 "beta_schedule": "scaled_linear", "skip_prk_steps": true, "set_alpha_to_one": false,
                 "steps_offset": 1, "clip_sample": false, "prediction_type": "%s"}
                """
                        .formatted(second ? "v_prediction" : "epsilon"));
        write(root.resolve("text_encoder/config.json"), textConfig(second, widths));
        write(root.resolve("unet/config.json"), unetConfig(second, widths));
        write(
                root.resolve("vae/config.json"),
                """
                {"_class_name": "AutoencoderKL", "act_fn": "silu", "block_out_channels": %s, "in_channels": 3,
                 "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"], "latent_channels": 4,
                 "layers_per_block": 1, "norm_num_groups": 4, "out_channels": 3, "sample_size": 16,
                 "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D"], "scaling_factor": 0.18215}
                """
                        .formatted(widths.vae()));
        tokenizer(root.resolve("tokenizer"), second ? "!" : "<|endoftext|>");
        for (String part : List.of("text_encoder", "unet", "vae")) {
            placeholder(root.resolve(part));
        }
        ModelDirectory directory = ModelDirectory.open(root);
        weights(root.resolve("text_encoder"), ClipNetwork.textArchitecture(directory));
        weights(root.resolve("unet"), UnetNetwork.architecture(directory));
        weights(root.resolve("vae"), VaeNetwork.architecture(directory));
        return root;
    }

    static Path clip(Path root) throws IOException {
        write(
                root.resolve("config.json"),
                """
                {"architectures": ["CLIPModel"], "model_type": "clip", "projection_dim": 12,
                 "text_config": %s,
                 "vision_config": {"model_type": "clip_vision_model", "hidden_size": 16, "intermediate_size": 32,
                  "num_hidden_layers": 1, "num_attention_heads": 2, "image_size": 16, "patch_size": 4}}
                """
                        .formatted(textConfig(false, new Widths(List.of(), List.of(), 16, 32))));
        write(
                root.resolve("preprocessor_config.json"),
                """
                {"crop_size": {"height": 16, "width": 16}, "do_center_crop": true, "do_normalize": true,
                 "do_rescale": true, "do_resize": true, "image_mean": [0.5, 0.4, 0.3], "image_std": [0.5, 0.4, 0.3],
                 "image_processor_type": "CLIPImageProcessor", "resample": 3, "size": {"shortest_edge": 16}}
                """);
        tokenizer(root, "<|endoftext|>");
        placeholder(root);
        weights(root, ClipNetwork.architecture(ModelDirectory.open(root)));
        return root;
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String textConfig(boolean second, Widths widths) {
        int size = tokens().size();
        return """
                {"architectures": ["CLIPTextModel"], "model_type": "clip_text_model", "vocab_size": %d,
                 "hidden_size": %d, "intermediate_size": %d, "num_hidden_layers": 2, "num_attention_heads": 2,
                 "max_position_embeddings": 77, "hidden_act": "%s", "layer_norm_eps": 1e-05, "projection_dim": 12,
                 "bos_token_id": %d, "eos_token_id": %d}
                """
                .formatted(size, widths.text(), widths.middle(), second ? "gelu" : "quick_gelu", size - 2, size - 1);
    }

    private static String unetConfig(boolean second, Widths widths) {
        return """
                {"_class_name": "UNet2DConditionModel", "act_fn": "silu", "attention_head_dim": %s,
                 "block_out_channels": %s, "cross_attention_dim": %d, "in_channels": 4, "out_channels": 4,
                 "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"], "layers_per_block": %d,
                 "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"], "norm_num_groups": 4, "sample_size": 8,
                 "flip_sin_to_cos": true, "freq_shift": 0, "use_linear_projection": %s}
                """
                .formatted(second ? "[2, 4]" : "4", widths.unet(), widths.text(), second ? 1 : 2, second);
    }

    private static void tokenizer(Path folder, String pad) throws IOException {
        List<String> tokens = tokens();
        write(
                folder.resolve("vocab.json"),
                IntStream.range(0, tokens.size())
                        .mapToObj(id ->
                                "\"" + tokens.get(id).replace("\\", "\\\\").replace("\"", "\\\"") + "\": " + id)
                        .collect(Collectors.joining(", ", "{", "}")));
        write(folder.resolve("merges.txt"), "#version: 0.2\n" + String.join("\n", MERGES) + "\n");
        write(
                folder.resolve("tokenizer_config.json"),
                "{\"tokenizer_class\": \"CLIPTokenizer\", \"model_max_length\": 77, \"pad_token\": \"<|endoftext|>\"}");
        write(folder.resolve("special_tokens_map.json"), "{\"pad_token\": \"" + pad + "\"}");
    }

    /** GPT-2's stand-ins for the 256 bytes, the same ending a word, the merges' results, start and end. */
    private static List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        int spare = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
            tokens.add(String.valueOf((char) (printable ? b : spare++)));
        }
        List.copyOf(tokens).forEach(b -> tokens.add(b + "</w>"));
        MERGES.forEach(merge -> tokens.add(merge.replace(" ", "")));
        tokens.addAll(List.of("<|startoftext|>", "<|endoftext|>"));
        return tokens;
    }

    /** Directories are only opened with weights in them. */
    private static void placeholder(Path folder) {
        new SafetensorsBytes().f32("none", List.of(1L)).write(weightsFile(folder));
    }

    static void weights(Path folder, Architecture architecture) {
        SafetensorsBytes file = new SafetensorsBytes();
        architecture.shapes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> file.f32(e.getKey(), e.getValue(), random(e.getKey(), e.getValue())));
        file.write(weightsFile(folder));
    }

    /** As diffusers names it for its own classes, and transformers for CLIP. */
    private static Path weightsFile(Path folder) {
        String name = folder.getFileName().toString();
        return folder.resolve(
                name.equals("unet") || name.equals("vae")
                        ? "diffusion_pytorch_model.safetensors"
                        : "model.safetensors");
    }

    /** Matrices of unit gain, norms' weights near 1, biases near 0. */
    private static float[] random(String name, List<Long> shape) {
        int size = (int) shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
        boolean matrix = shape.size() > 1;
        double width = matrix ? 2 * Math.sqrt(3.0 * shape.get(0) / size) : 0.2;
        double middle = !matrix && name.endsWith(".weight") ? 1 : 0;
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (middle + width * (Uniform.at(name.hashCode(), i) - 0.5));
        }
        return values;
    }
}
