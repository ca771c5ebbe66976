package dev.atelier.inference;

import dev.atelier.text.Uniform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a small whole model directory with random weights, the same on every machine: two layers, 4 heads over 2
 * key-value heads, byte-level BPE with a few merges, ChatML. {@code TinyLlama DIR llama|qwen2|qwen3} writes one for a program
 * that compares.
 */
final class TinyLlama {
    static final int CONTEXT = 512;
    private static final Sizes SMALL = new Sizes(32, 48, 4, 2, 8, 2, CONTEXT);

    /** Numbers of config.json. */
    record Sizes(int hidden, int intermediate, int heads, int keyValueHeads, int headDim, int layers, int context) {}

    private static final List<String> SPECIAL = List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");
    private static final List<String> MERGES = List.of("t h", "th e", "i n", "e r", "Ġ a");
    static final String TEMPLATE =
            "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}{{ '<|im_start|>system\n"
                    + "Be brief.<|im_end|>\n' }}{% endif %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + "
                    + "'<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    private final StringBuilder header = new StringBuilder();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final String type;
    private final Sizes sizes;

    private TinyLlama(String type, Sizes sizes) {
        this.type = type;
        this.sizes = sizes;
    }

    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), args[1], "2");
    }

    /**
     * @param type {@code llama} (tied embeddings), {@code qwen2} (biases, a head of its own) or {@code qwen3} (norms of heads)
     * @param ends JSON of eos_token_id
     */
    static Path write(Path root, String type, String ends) throws IOException {
        return write(root, type, ends, SMALL);
    }

    static Path write(Path root, String type, String ends, Sizes sizes) throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve("config.json"), config(type, ends, sizes));
        Files.writeString(root.resolve("tokenizer.json"), tokenizer());
        Files.writeString(
                root.resolve("tokenizer_config.json"),
                "{\"tokenizer_class\": \"PreTrainedTokenizerFast\", \"eos_token\": \"<|im_end|>\", \"chat_template\": "
                        + quoted(TEMPLATE) + "}");
        new TinyLlama(type, sizes).writeWeights(root.resolve("model.safetensors"));
        return root;
    }

    private static String config(String type, String ends, Sizes sizes) {
        return """
                {"_model_name_or_path": "tiny", "architectures": ["%s"], "model_type": "%s",
                 "vocab_size": %d, "hidden_size": %d,
                 "intermediate_size": %d, "num_hidden_layers": %d, "num_attention_heads": %d,
                 "num_key_value_heads": %d, "head_dim": %d, "max_position_embeddings": %d, "rms_norm_eps": 1e-05,
                 "rope_theta": 10000.0, "hidden_act": "silu", "tie_word_embeddings": %s, "eos_token_id": %s}
                """
                .formatted(
                        type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1) + "ForCausalLM",
                        type,
                        tokens().size(),
                        sizes.hidden(),
                        sizes.intermediate(),
                        sizes.layers(),
                        sizes.heads(),
                        sizes.keyValueHeads(),
                        sizes.headDim(),
                        sizes.context(),
                        !type.equals("qwen2"),
                        ends);
    }

    private static String tokenizer() {
        List<String> tokens = tokens();
        String vocab = IntStream.range(0, tokens.size())
                .mapToObj(id -> quoted(tokens.get(id)) + ": " + id)
                .collect(Collectors.joining(", "));
        String added = IntStream.range(0, SPECIAL.size())
                .mapToObj(id -> "{\"id\": " + id + ", \"content\": " + quoted(SPECIAL.get(id))
                        + ", \"special\": true, \"single_word\": false, \"lstrip\": false, \"rstrip\": false,"
                        + " \"normalized\": false}")
                .collect(Collectors.joining(", "));
        String merges = MERGES.stream().map(TinyLlama::quoted).collect(Collectors.joining(", "));
        String byteLevel = "{\"type\": \"ByteLevel\", \"add_prefix_space\": false, \"trim_offsets\": true,"
                + " \"use_regex\": true}";
        return "{\"version\": \"1.0\", \"added_tokens\": [" + added + "], \"normalizer\": null, \"pre_tokenizer\": "
                + byteLevel + ", \"post_processor\": null, \"decoder\": " + byteLevel
                + ", \"model\": {\"type\": \"BPE\", \"vocab\": {" + vocab + "}, \"merges\": [" + merges + "]}}";
    }

    /** Special tokens, one token for each byte in GPT-2's alphabet, results of the merges. */
    private static List<String> tokens() {
        List<String> tokens = new ArrayList<>(SPECIAL);
        int spare = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
            tokens.add(String.valueOf((char) (printable ? b : spare++)));
        }
        MERGES.forEach(merge -> tokens.add(merge.replace(" ", "")));
        return tokens;
    }

    private void writeWeights(Path file) throws IOException {
        random("model.embed_tokens.weight", 1, tokens().size(), sizes.hidden());
        for (int i = 0; i < sizes.layers(); i++) {
            String layer = "model.layers." + i + ".";
            random(layer + "input_layernorm.weight", 2, sizes.hidden());
            projection(layer + "self_attn.q_proj", sizes.heads() * sizes.headDim(), sizes.hidden());
            projection(layer + "self_attn.k_proj", sizes.keyValueHeads() * sizes.headDim(), sizes.hidden());
            projection(layer + "self_attn.v_proj", sizes.keyValueHeads() * sizes.headDim(), sizes.hidden());
            random(layer + "self_attn.o_proj.weight", 1, sizes.hidden(), sizes.heads() * sizes.headDim());
            if (type.equals("qwen3")) {
                random(layer + "self_attn.q_norm.weight", 2, sizes.headDim());
                random(layer + "self_attn.k_norm.weight", 2, sizes.headDim());
            }
            random(layer + "post_attention_layernorm.weight", 2, sizes.hidden());
            random(layer + "mlp.gate_proj.weight", 1, sizes.intermediate(), sizes.hidden());
            random(layer + "mlp.up_proj.weight", 1, sizes.intermediate(), sizes.hidden());
            random(layer + "mlp.down_proj.weight", 1, sizes.hidden(), sizes.intermediate());
        }
        random("model.norm.weight", 2, sizes.hidden());
        if (type.equals("qwen2")) {
            random("lm_head.weight", 1, tokens().size(), sizes.hidden());
        }
        byte[] json = ("{" + header + "}").getBytes(StandardCharsets.UTF_8);
        ByteBuffer whole = ByteBuffer.allocate(8 + json.length + data.size()).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(
                file,
                whole.putLong(json.length).put(json).put(data.toByteArray()).array());
    }

    private void projection(String name, int out, int in) {
        random(name + ".weight", 1, out, in);
        if (type.equals("qwen2")) {
            random(name + ".bias", 1, out);
        }
    }

    /** Uniform in -0.5 .. 0.5 times the width. */
    private void random(String name, double width, int... shape) {
        int size = IntStream.of(shape).reduce(1, Math::multiplyExact);
        int begin = data.size();
        ByteBuffer bytes = ByteBuffer.allocate(4 * size).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            bytes.putFloat((float) (width * (Uniform.at(name.hashCode(), i) - 0.5)));
        }
        data.writeBytes(bytes.array());
        String sizes = IntStream.of(shape).mapToObj(String::valueOf).collect(Collectors.joining(","));
        header.append(header.length() == 0 ? "" : ",")
                .append("\"%s\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[%d,%d]}"
                        .formatted(name, sizes, begin, data.size()));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
