package dev.atelier.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a config of Qwen3 promises, and what of it is refused. Its numbers: EqualBytesTest, compare_decoders.py. */
class Qwen3Test {
    /** As transformers 5 saves one, small. */
    private static final String CONFIG =
            """
            {"architectures": ["Qwen3ForCausalLM"], "attention_bias": false, "attention_dropout": 0.0,
             "bos_token_id": null, "dtype": "float32", "eos_token_id": 2, "head_dim": 6, "hidden_act": "silu",
             "hidden_size": 8, "initializer_range": 0.02, "intermediate_size": 12, "layer_types": ["full_attention"],
             "max_position_embeddings": 128, "max_window_layers": 28, "model_type": "qwen3",
             "num_attention_heads": 4, "num_hidden_layers": 1, "num_key_value_heads": 2, "pad_token_id": null,
             "rms_norm_eps": 1e-06, "rope_parameters": {"rope_theta": 1000000, "rope_type": "default"},
             "sliding_window": null, "tie_word_embeddings": true, "transformers_version": "5.23.0",
             "use_cache": true, "use_sliding_window": false, "vocab_size": 16}
            """;

    @TempDir
    Path folder;

    private DecoderNetwork network(String from, String to) throws IOException {
        assertThat(CONFIG).contains(from);
        Path root = TinyModels.llama(folder.resolve("qwen3"));
        Files.writeString(root.resolve("config.json"), CONFIG.replace(from, to));
        return DecoderNetwork.of(ModelDirectory.open(root));
    }

    @Test
    void eachHeadHasItsNorms() throws IOException {
        Architecture qwen3 = network("{", "{").architecture();
        assertThat(qwen3.numbers())
                .containsEntry("head_dim", 6.0)
                .containsEntry("rope_theta", 1e6)
                .containsEntry("interleaved", 0.0);
        assertThat(qwen3.shapes())
                .hasSize(13)
                .containsEntry("model.layers.0.self_attn.q_norm.weight", List.of(6L))
                .containsEntry("model.layers.0.self_attn.k_norm.weight", List.of(6L))
                .containsEntry("model.layers.0.self_attn.q_proj.weight", List.of(24L, 8L))
                .containsEntry("model.layers.0.self_attn.o_proj.weight", List.of(8L, 24L))
                .doesNotContainKey("lm_head.weight");
    }

    @Test
    void biasesAndAHeadOfItsOwnAreThereIfTheConfigSaysSo() throws IOException {
        assertThat(network("\"attention_bias\": false", "\"attention_bias\": true")
                        .architecture()
                        .shapes())
                .hasSize(17)
                .containsEntry("model.layers.0.self_attn.q_proj.bias", List.of(24L))
                .containsEntry("model.layers.0.self_attn.v_proj.bias", List.of(12L))
                .containsEntry("model.layers.0.self_attn.o_proj.bias", List.of(8L));
        assertThat(network("\"tie_word_embeddings\": true", "\"tie_word_embeddings\": false")
                        .architecture()
                        .shapes())
                .containsEntry("lm_head.weight", List.of(16L, 8L));
    }

    @Test
    void whatItLeavesOutIsTheFamilysDefault() throws IOException {
        assertThat(network("\"head_dim\": 6, ", "").headDim()).isEqualTo(128);
        assertThat(network("\"max_position_embeddings\": 128,", "").maxPositionEmbeddings())
                .isEqualTo(32768);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'\"use_sliding_window\": false'|'\"use_sliding_window\": true'|use_sliding_window: true|not implemented",
                "'\"full_attention\"'|'\"sliding_attention\"'|layer_types|must be full_attention",
                "'\"rope_type\": \"default\"'|'\"rope_type\": \"yarn\"'|rope_parameters.rope_type: \"yarn\"|must be default",
                "'\"rope_type\": \"default\"'|'\"mrope_section\": [16]'|rope_parameters.mrope_section|not implemented",
                "'\"head_dim\": 6'|'\"head_dim\": 7'|head_dim: 7|must be even",
                "'\"num_key_value_heads\": 2, '|''|num_key_value_heads: missing|must divide",
                "'\"attention_bias\": false'|'\"attention_bias\": \"no\"'|attention_bias|must be true or false",
                "'\"use_cache\": true'|'\"num_experts\": 8'|num_experts: 8|unknown key",
                "'\"eos_token_id\": 2, '|''|eos_token_id: missing|must be a token id",
                "'\"silu\"'|'\"gelu\"'|hidden_act|must be silu"
            })
    void whatIsNotImplementedIsRefusedByName(String from, String to, String field, String rule) {
        assertThatThrownBy(() -> network(from, to))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("config.json: ", field, rule);
    }

    @Test
    void aGgufFileHasItToo() {
        ModelDirectory model = ModelDirectory.open(TinyModels.qwen3Gguf(folder.resolve("qwen3.gguf")));
        DecoderNetwork network = DecoderNetwork.of(model);
        assertThat(network.headDim()).isEqualTo(6);
        assertThat(network.architecture().numbers()).containsEntry("interleaved", 0.0);
        assertThat(network.network(model).tensors()).hasSize(13).containsKey("model.layers.0.self_attn.k_norm.weight");
    }
}
