package dev.atelier.weights;

import dev.atelier.networks.ClipNetwork;
import dev.atelier.networks.UnetNetwork;
import dev.atelier.networks.VaeNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The smallest model directories that are whole; headers and configs are right, the weights mean nothing. */
public final class TinyModels {
    /** Shapes of a Llama with 16 tokens, hidden size 8, one layer, 2 heads of 4, 1 key-value head, tied embeddings. */
    private static final Map<String, List<Long>> LLAMA = shapes(
            "model.embed_tokens.weight", "16,8",
            "model.layers.0.input_layernorm.weight", "8",
            "model.layers.0.self_attn.q_proj.weight", "8,8",
            "model.layers.0.self_attn.k_proj.weight", "4,8",
            "model.layers.0.self_attn.v_proj.weight", "4,8",
            "model.layers.0.self_attn.o_proj.weight", "8,8",
            "model.layers.0.post_attention_layernorm.weight", "8",
            "model.layers.0.mlp.gate_proj.weight", "12,8",
            "model.layers.0.mlp.up_proj.weight", "12,8",
            "model.layers.0.mlp.down_proj.weight", "8,12",
            "model.norm.weight", "8");

    static final String LLAMA_CONFIG =
            """
            {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": 16, "hidden_size": 8,
             "intermediate_size": 12, "num_hidden_layers": 1, "num_attention_heads": 2, "num_key_value_heads": 1,
             "max_position_embeddings": 128, "rms_norm_eps": 1e-05, "rope_theta": 10000.0, "hidden_act": "silu",
             "tie_word_embeddings": true, "bos_token_id": 1, "eos_token_id": 2}
            """;

    private static final String TEXT_ENCODER =
            """
            {"architectures": ["CLIPTextModel"], "model_type": "clip_text_model", "vocab_size": 16, "hidden_size": 8,
             "intermediate_size": 12, "num_hidden_layers": 1, "num_attention_heads": 2, "max_position_embeddings": 8,
             "hidden_act": "quick_gelu", "layer_norm_eps": 1e-05}
            """;

    private static final String UNET =
            """
            {"_class_name": "UNet2DConditionModel", "act_fn": "silu", "attention_head_dim": 2,
             "block_out_channels": [8, 8], "cross_attention_dim": 8, "layers_per_block": 1, "norm_num_groups": 4,
             "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"], "freq_shift": 0,
             "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"], "mid_block_type": "UNetMidBlock2DCrossAttn",
             "only_cross_attention": false, "num_class_embeds": null, "in_channels": 4, "out_channels": 4}
            """;

    private static final String VAE =
            """
            {"_class_name": "AutoencoderKL", "act_fn": "silu", "block_out_channels": [8, 8], "layers_per_block": 1,
             "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"], "latent_channels": 4,
             "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D"], "norm_num_groups": 4, "scaling_factor": 0.18215}
            """;

    private TinyModels() {}

    /** A Hugging Face directory: config.json, model.safetensors, tokenizer.json. */
    public static Path llama(Path root) {
        write(root.resolve("config.json"), LLAMA_CONFIG);
        write(root.resolve("tokenizer.json"), tokenizerJson(16));
        weights(LLAMA).write(root.resolve("model.safetensors"));
        return root;
    }

    /** Replaces the whole file by two shards and their index. */
    static void shard(Path root) {
        String first = "model-00001-of-00002.safetensors";
        String second = "model-00002-of-00002.safetensors";
        Map<String, List<Long>> head = new LinkedHashMap<>(LLAMA);
        head.keySet().retainAll(List.of("model.embed_tokens.weight", "model.norm.weight"));
        Map<String, List<Long>> tail = new LinkedHashMap<>(LLAMA);
        tail.keySet().removeAll(head.keySet());
        weights(head).write(root.resolve(first));
        weights(tail).write(root.resolve(second));
        String map = LLAMA.keySet().stream()
                .map(name -> "\"" + name + "\": \"" + (head.containsKey(name) ? first : second) + "\"")
                .collect(Collectors.joining(", "));
        write(root.resolve("model.safetensors.index.json"), "{\"metadata\": {}, \"weight_map\": {" + map + "}}");
        try {
            Files.delete(root.resolve("model.safetensors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A CLIP directory, as far as its layout goes. */
    public static Path clip(Path root) {
        write(root.resolve("config.json"), "{\"architectures\": [\"CLIPModel\"], \"model_type\": \"clip\"}");
        weights(shapes("logit_scale", "1")).write(root.resolve("model.safetensors"));
        return root;
    }

    /** A diffusers directory: configs and weights that fit them; the tokenizer is empty. */
    public static Path diffusion(Path root) {
        write(
                root.resolve("model_index.json"),
                """
                {"_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.42.0",
                 "scheduler": ["diffusers", "PNDMScheduler"], "text_encoder": ["transformers", "CLIPTextModel"],
                 "tokenizer": ["transformers", "CLIPTokenizer"], "unet": ["diffusers", "UNet2DConditionModel"],
                 "vae": ["diffusers", "AutoencoderKL"], "safety_checker": [null, null]}
                """);
        write(root.resolve("scheduler/scheduler_config.json"), "{\"num_train_timesteps\": 1000}");
        write(root.resolve("tokenizer/vocab.json"), "{}");
        write(root.resolve("tokenizer/merges.txt"), "#version: 0.2\n");
        write(root.resolve("text_encoder/config.json"), TEXT_ENCODER);
        write(root.resolve("unet/config.json"), UNET);
        write(root.resolve("vae/config.json"), VAE);
        Path clip = root.resolve("text_encoder/model.safetensors");
        Path unet = root.resolve("unet/diffusion_pytorch_model.safetensors");
        Path vae = root.resolve("vae/diffusion_pytorch_model.safetensors");
        Stream.of(clip, unet, vae).forEach(file -> weights(Map.of()).write(file));
        ModelDirectory empty = ModelDirectory.open(root);
        weights(ClipNetwork.textArchitecture(empty).shapes()).write(clip);
        weights(UnetNetwork.architecture(empty).shapes()).write(unet);
        weights(VaeNetwork.architecture(empty).shapes()).write(vae);
        return root;
    }

    /** A GGUF file with the metadata of a tiny Llama. */
    public static Path gguf(Path file) {
        SafetensorsBytes.writeBytes(file, ggufBytes().build());
        return file;
    }

    /** A GGUF file of a tiny Qwen3: heads of 6. */
    public static Path qwen3Gguf(Path file) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>(ggufShapes());
        shapes.putAll(shapes(
                "blk.0.attn_q.weight", "12,8",
                "blk.0.attn_k.weight", "6,8",
                "blk.0.attn_v.weight", "6,8",
                "blk.0.attn_output.weight", "8,12",
                "blk.0.attn_q_norm.weight", "6",
                "blk.0.attn_k_norm.weight", "6"));
        GgufBytes bytes =
                ggufBytes("qwen3", shapes).u32("qwen3.attention.key_length", 6).u32("qwen3.attention.value_length", 6);
        SafetensorsBytes.writeBytes(file, bytes.build());
        return file;
    }

    static GgufBytes ggufBytes() {
        return ggufBytes("llama", ggufShapes());
    }

    private static GgufBytes ggufBytes(String architecture, Map<String, List<Long>> shapes) {
        GgufBytes bytes = new GgufBytes()
                .text("general.architecture", architecture)
                .u32(architecture + ".block_count", 1)
                .u32(architecture + ".context_length", 128)
                .u32(architecture + ".embedding_length", 8)
                .u32(architecture + ".feed_forward_length", 12)
                .u32(architecture + ".attention.head_count", 2)
                .u32(architecture + ".attention.head_count_kv", 1)
                .f32(architecture + ".attention.layer_norm_rms_epsilon", 1e-5f)
                .text("tokenizer.ggml.model", "gpt2")
                .text("tokenizer.ggml.pre", architecture.equals("qwen3") ? "qwen2" : "smollm")
                .texts("tokenizer.ggml.tokens", tokens(16))
                .ints(
                        "tokenizer.ggml.token_type",
                        IntStream.range(0, 16).map(i -> i < 3 ? 3 : 1).toArray())
                .texts("tokenizer.ggml.merges", List.of())
                .u32("tokenizer.ggml.eos_token_id", 2);
        shapes.forEach((name, shape) -> {
            long[] dims = new long[shape.size()];
            for (int d = 0; d < dims.length; d++) {
                dims[d] = shape.get(dims.length - 1 - d);
            }
            bytes.tensor(
                    name,
                    0,
                    dims,
                    new byte[4 * shape.stream().reduce(1L, Math::multiplyExact).intValue()]);
        });
        return bytes;
    }

    private static Map<String, List<Long>> ggufShapes() {
        return shapes(
                "token_embd.weight", "16,8",
                "blk.0.attn_norm.weight", "8",
                "blk.0.attn_q.weight", "8,8",
                "blk.0.attn_k.weight", "4,8",
                "blk.0.attn_v.weight", "4,8",
                "blk.0.attn_output.weight", "8,8",
                "blk.0.ffn_norm.weight", "8",
                "blk.0.ffn_gate.weight", "12,8",
                "blk.0.ffn_up.weight", "12,8",
                "blk.0.ffn_down.weight", "8,12",
                "output_norm.weight", "8");
    }

    /** A byte-level BPE without merges: three special tokens and letters. */
    static String tokenizerJson(int size) {
        List<String> tokens = tokens(size);
        String vocab = IntStream.range(0, size)
                .mapToObj(i -> "\"" + tokens.get(i) + "\": " + i)
                .collect(Collectors.joining(", "));
        return "{\"version\": \"1.0\", \"added_tokens\": [], \"pre_tokenizer\": {\"type\": \"ByteLevel\","
                + " \"add_prefix_space\": false, \"trim_offsets\": true, \"use_regex\": true},"
                + " \"decoder\": {\"type\": \"ByteLevel\"},"
                + " \"model\": {\"type\": \"BPE\", \"vocab\": {" + vocab + "}, \"merges\": []}}";
    }

    private static List<String> tokens(int size) {
        List<String> tokens = new ArrayList<>(List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>"));
        for (int i = 3; i < size; i++) {
            tokens.add(String.valueOf((char) ('a' + i - 3)));
        }
        return tokens;
    }

    static SafetensorsBytes weights(Map<String, List<Long>> shapes) {
        SafetensorsBytes file = new SafetensorsBytes();
        shapes.forEach(file::f32);
        return file;
    }

    static void write(Path file, String text) {
        SafetensorsBytes.writeBytes(file, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Map<String, List<Long>> shapes(String... namesAndSizes) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndSizes.length; i += 2) {
            List<Long> shape = new ArrayList<>();
            for (String size : namesAndSizes[i + 1].split(",", -1)) {
                shape.add(Long.parseLong(size));
            }
            shapes.put(namesAndSizes[i], shape);
        }
        return shapes;
    }
}
