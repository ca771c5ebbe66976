package dev.atelier.weights;

import static dev.atelier.weights.Damage.copy;
import static dev.atelier.weights.Damage.delete;
import static dev.atelier.weights.Damage.edit;
import static dev.atelier.weights.Damage.replace;
import static dev.atelier.weights.Damage.text;
import static dev.atelier.weights.SafetensorsBytes.editHeader;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Hugging Face directory is damaged in one way at a time; the refusal names the file, the field and the rule. */
class DamagedDirectoryTest {
    private static final String WEIGHTS = "model.safetensors";
    private static final String FIRST = "model-00001-of-00002.safetensors";
    private static final String SECOND = "model-00002-of-00002.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    @TempDir
    Path folder;

    @Test
    void whatIsNotDamagedPasses() {
        Path sharded = TinyModels.llama(folder.resolve("sharded"));
        TinyModels.shard(sharded);

        assertThatCode(() -> Damage.load(sharded)).doesNotThrowAnyException();
        assertThatCode(() -> Damage.load(TinyModels.llama(folder.resolve("llama"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("directories")
    void isRefused(Damage damage) {
        Path root = TinyModels.llama(folder.resolve("llama"));
        damage.isRefused(root, root);
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void isRefusedAsADecoder(Damage damage) {
        Path root = TinyModels.llama(folder.resolve("llama"));
        damage.isRefused(root, root);
    }

    @Test
    void aSingleFileThatIsNoGgufIsRefused() {
        Path pickle = folder.resolve("model.ckpt");
        TinyModels.write(pickle, "PK");

        assertThatThrownBy(() -> Damage.load(pickle)).hasMessageContainingAll("model.ckpt", "never opened");
        assertThatThrownBy(() -> Damage.load(folder.resolve("nowhere"))).hasMessageContainingAll("nowhere", "missing");
    }

    static Stream<Damage> directories() {
        return Stream.of(
                new Damage("no config", root -> delete(root, "config.json"), "llama", "config.json", "or name a .gguf"),
                text("config not JSON", "config.json", "{\"model_type\": llama}", "JSON", "JSON object"),
                text("config a list", "config.json", "[1]", "JSON: [1]", "must be a JSON object"),
                text("two objects", "config.json", "{} {}", "JSON", "must be a JSON object"),
                edit("a key twice", "config.json", "\"hidden_size\"", "\"vocab_size\"", "Duplicate", "repeated keys"),
                edit("another family", "config.json", "LlamaForCausalLM", "BertModel", "BertModel", "ForCausalLM"),
                edit("code of strangers", "config.json", "\"model_type\"", "\"auto_map\"", "auto_map", "never run"),
                new Damage(
                        "no weights", root -> delete(root, WEIGHTS), "llama", "weights: missing", ".safetensors file"),
                new Damage(
                        "only a pickle",
                        root -> {
                            delete(root, WEIGHTS);
                            TinyModels.write(root.resolve("pytorch_model.bin"), "\u0080\u0002");
                        },
                        "pytorch_model.bin",
                        "weights",
                        "never opened"),
                new Damage(
                        "only foreign TorchScript",
                        root -> {
                            delete(root, WEIGHTS);
                            TinyModels.write(root.resolve("model.pt"), "PK");
                        },
                        "model.pt",
                        "weights",
                        "never opened"),
                new Damage(
                        "two variants and no plain file",
                        root -> {
                            copy(root, WEIGHTS, "model.fp16.safetensors");
                            copy(root, WEIGHTS, "consolidated.safetensors");
                            delete(root, WEIGHTS);
                        },
                        "llama",
                        "[consolidated.safetensors, model.fp16.safetensors]",
                        "one other variant"),
                new Damage(
                        "shards without an index",
                        root -> {
                            copy(root, WEIGHTS, FIRST);
                            copy(root, WEIGHTS, SECOND);
                            delete(root, WEIGHTS);
                        },
                        "llama",
                        "[" + FIRST + ", " + SECOND + "]",
                        "shards with their .safetensors.index.json"),
                sharded(
                        "a shard is missing",
                        root -> delete(root, SECOND),
                        "index.json",
                        "weight_map: " + SECOND,
                        "download"),
                sharded(
                        "whole and sharded, and the whole one is not",
                        root -> copy(root, SECOND, WEIGHTS),
                        "llama",
                        "tensor model.embed_tokens.weight",
                        "missing"),
                sharded(
                        "the index names another shard",
                        root -> replace(root.resolve(INDEX), "norm.weight\": \"" + FIRST, "norm.weight\": \"" + SECOND),
                        FIRST,
                        "tensor model.norm.weight",
                        "the index must name this file"),
                sharded(
                        "the index names a tensor that is nowhere",
                        root -> replace(root.resolve(INDEX), "{\"model.e", "{\"extra\": \"" + FIRST + "\", \"model.e"),
                        INDEX,
                        "weight_map of extra",
                        "the shard must hold that tensor"),
                sharded(
                        "a shard outside the directory",
                        root -> replace(root.resolve(INDEX), "\"" + FIRST, "\"../" + FIRST),
                        INDEX,
                        "../" + FIRST,
                        "beside the index"),
                sharded(
                        "an index of nothing",
                        root -> TinyModels.write(root.resolve(INDEX), "{\"weight_map\": {}}"),
                        INDEX,
                        "weight_map",
                        "must name the shard"));
    }

    static Stream<Damage> decoders() {
        return Stream.of(
                config("key missing", "\"vocab_size\": 16, ", "", "vocab_size: missing", "must be a whole number"),
                config("size negative", "\"hidden_size\": 8", "\"hidden_size\": -8", "hidden_size: -8", "from 1 to"),
                new Damage(
                        "size of another",
                        root -> replace(root.resolve("config.json"), "\"hidden_size\": 8", "\"hidden_size\": 16"),
                        WEIGHTS,
                        "shape [16, 8]",
                        "as config.json says"),
                config(
                        "heads",
                        "key_value_heads\": 1",
                        "key_value_heads\": 3",
                        "num_key_value_heads: 3",
                        "must divide"),
                config("activation", "silu", "gelu", "hidden_act: \"gelu\"", "must be silu"),
                config("end token", "eos_token_id\": 2", "eos_token_id\": 99", "eos_token_id: 99", "vocab_size = 16"),
                config("a key of other models", "\"hidden_act\"", "\"clip_qkv\"", "clip_qkv", "not implemented"),
                config(
                        "family",
                        "\"llama\"",
                        "\"mamba\"",
                        "model_type: \"mamba\"",
                        "llama or mistral or qwen2 or qwen3"),
                new Damage(
                        "more layers than weights",
                        root -> replace(root.resolve("config.json"), "hidden_layers\": 1", "hidden_layers\": 2"),
                        "llama",
                        "tensor model.layers.1.",
                        "must be there with shape"),
                new Damage(
                        "no output layer",
                        root -> replace(
                                root.resolve("config.json"),
                                "\"tie_word_embeddings\": true",
                                "\"tie_word_embeddings\": false"),
                        "llama",
                        "tensor lm_head.weight: missing",
                        "must be there with shape [16, 8]"),
                weights("tensor unexpected", "model.norm.", "model.extra.", "model.extra.weight", "no place for it"),
                weights("type not readable", "F32", "I32", "I32", "must be one of"),
                text(
                        "tokenizer of another",
                        "tokenizer.json",
                        TinyModels.tokenizerJson(18),
                        "18 tokens",
                        "another model"),
                text("tokenizer not JSON", "tokenizer.json", "BPE", "JSON", "must be a JSON object"),
                new Damage(
                        "no tokenizer",
                        root -> delete(root, "tokenizer.json"),
                        "tokenizer.json",
                        "file: missing",
                        "as the vendor publishes it"));
    }

    private static Damage config(String what, String from, String to, String field, String rule) {
        return edit(what, "config.json", from, to, field, rule);
    }

    private static Damage weights(String what, String from, String to, String field, String rule) {
        return new Damage(
                what, root -> editHeader(root.resolve(WEIGHTS), h -> h.replace(from, to)), WEIGHTS, field, rule);
    }

    private static Damage sharded(String what, Consumer<Path> damage, String file, String field, String rule) {
        return new Damage(
                what,
                root -> {
                    TinyModels.shard(root);
                    damage.accept(root);
                },
                file,
                field,
                rule);
    }
}
