package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.atelier.domain.Precision;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A directory that does not fit is refused by name before a weight is read. */
class LanguageModelRefusalTest {
    private Path root;

    @BeforeEach
    void write(@TempDir Path folder) throws IOException {
        root = TinyLlama.write(folder.resolve("model"), "llama", "2");
    }

    private void assertRefused(String file, String field, String rule) {
        assertThatThrownBy(() -> LanguageModel.load(ModelDirectory.open(root), Precision.FP32, Device.cpu()))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(file)
                .hasMessageContaining(field)
                .hasMessageContaining(rule);
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(root.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(root.resolve(file), text.replace(from, to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'\"silu\"'|'\"gelu\"'|hidden_act|not implemented; must be silu",
                "'\"model_type\": \"llama\"'|'\"model_type\": \"phi3\"'|model_type|must be llama or mistral or qwen2 or qwen3",
                "'\"hidden_act\"'|'\"mlp_bias\": true, \"hidden_act\"'|mlp_bias|not implemented",
                "'\"hidden_act\"'|'\"attention_bias\": true, \"hidden_act\"'|attention_bias|not implemented",
                "'\"hidden_act\"'|'\"rope_scaling\": {\"rope_type\": \"llama3\"}, \"hidden_act\"'|rope_scaling|default",
                "'\"hidden_act\"'|'\"logits_scaling\": 8.0, \"hidden_act\"'|logits_scaling|not implemented",
                "'\"hidden_act\"'|'\"quantization_config\": {\"bits\": 4}, \"hidden_act\"'|quantization_config|not implemented",
                "'\"num_key_value_heads\": 2'|'\"num_key_value_heads\": 3'|num_key_value_heads|must divide",
                "'\"num_hidden_layers\": 2'|'\"num_hidden_layers\": 0'|num_hidden_layers|from 1 to",
                "'\"rope_theta\": 10000.0'|'\"rope_theta\": \"big\"'|rope_theta|must be a number",
                "'\"eos_token_id\": 2'|'\"eos_token_id\": 9999'|eos_token_id|must be below vocab_size"
            })
    void aConfigThatIsNotImplementedOrMakesNoSense(String from, String to, String field, String rule)
            throws IOException {
        edit("config.json", from, to);
        assertRefused("config.json", field, rule);
    }

    @Test
    void oneLayerMoreThanTheWeightsHold() throws IOException {
        edit("config.json", "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3");
        assertRefused("model", "tensor model.layers.2.input_layernorm.weight: missing", "must be there");
    }

    @Test
    void oneLayerLessThanTheWeightsHold() throws IOException {
        edit("config.json", "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1");
        assertRefused("model.safetensors", "tensor model.layers.1", "config.json has no place for it");
    }

    @Test
    void aShapeOtherThanTheConfigs() throws IOException {
        edit("config.json", "\"intermediate_size\": 48", "\"intermediate_size\": 47");
        assertRefused("model.safetensors", "tensor model.layers.0.mlp", "as config.json says");
    }

    @Test
    void theTokenizerOfALargerModel() throws IOException {
        edit("tokenizer.json", "\"the\": 260", "\"the\": 70000");
        assertRefused("tokenizer.json", "vocabulary: 70001 tokens", "another model");
    }

    @Test
    void aTokenizerThatIsNone() throws IOException {
        Files.writeString(root.resolve("tokenizer.json"), "{\"model\": {\"vocab\": {\"a\": 200}}}");
        assertRefused("model", "tokenizer", "must be a tokenizer.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'{% if x %}'|line 1: ends where one of|",
                "'a\n{% include \"b\" %}'|line 2: uses the tag include, which is not implemented|house can read",
                "'{{ raise_exception(\"never\") }}'|line 1: refuses: never|house can read",
                "'{{ strftime_now(\"%Y\") }}'|into the prompt|so no run could be repeated"
            })
    void aChatTemplateThatCannotBeUsed(String template, String field, String rule) throws IOException {
        Files.writeString(root.resolve("chat_template.jinja"), template.replace("\\n", "\n"));
        assertRefused("model", "chat template", field);
        assertRefused("model", field, rule == null ? "" : rule);
        assertThatThrownBy(() -> Models.check("writer", ModelDirectory.open(root), List.of()))
                .hasMessageContaining(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "tokenizer.json|'\"type\": \"BPE\"'|'\"type\": \"BPE\", \"dropout\": 0.1'|dropout: 0.1|change from run to run",
                "tokenizer.json|'\"content\": \"<|im_start|>\"'|'\"content\": \"\"'|content of added token 1|must not be empty",
                "tokenizer_config.json|'\"eos_token\": \"<|im_end|>\"'|'\"eos_token\": \"\"'|eos_token|must not be empty",
                "tokenizer_config.json|'\"eos_token\"'|'\"chat_template\": [{\"name\": \"rag\", \"template\": \"x\"}], \"eos\"'|chat_template|one called default"
            })
    void aTokenizerThatCannotBeRelied(String file, String from, String to, String field, String rule)
            throws IOException {
        if (to.contains("chat_template")) {
            Files.writeString(root.resolve(file), "{" + to + ": 1}");
        } else {
            edit(file, from, to);
        }
        assertRefused(file.equals("tokenizer_config.json") ? "tokenizer" : file, field, rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'\"repetition_penalty\": 0'|repetition_penalty: 0|must be a number from 0.001",
                "'\"repetition_penalty\": \"1.1\"'|repetition_penalty|must be a number from 0.001",
                "'\"suppress_tokens\": 5'|suppress_tokens|must be a list",
                "'\"suppress_tokens\": [1.5]'|suppress_tokens|must be a token id",
                "'\"no_repeat_ngram_size\": 3'|no_repeat_ngram_size: 3|must be 0",
                "'\"num_beams\": 4'|num_beams: 4|must be 1",
                "'\"min_length\": 10'|min_length|implemented",
                "'\"guidance_scale\": 1.5'|guidance_scale|implemented",
                "'\"bad_words_ids\": [[5]]'|bad_words_ids|not implemented; must be null",
                "'\"begin_suppress_tokens\": [5]'|begin_suppress_tokens|not implemented; must be null",
                "'\"forced_eos_token_id\": 2'|forced_eos_token_id|not implemented; must be null",
                "'\"sequence_bias\": [[[5], -1.0]]'|sequence_bias|not implemented; must be null",
                "'\"stop_strings\": [\"x\"]'|stop_strings|not implemented; must be null"
            })
    void aGenerationConfigThatIsNotImplemented(String entry, String field, String rule) throws IOException {
        Files.writeString(root.resolve("generation_config.json"), "{" + entry + "}");
        assertRefused("generation_config.json", field, rule);
        assertThatThrownBy(() -> Models.check("writer", ModelDirectory.open(root), List.of()))
                .hasMessageContaining(rule);
    }
}
