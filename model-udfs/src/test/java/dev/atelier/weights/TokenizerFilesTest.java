package dev.atelier.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a template, bos and special tokens are written, and which place goes first. */
class TokenizerFilesTest {
    private static final int VOCABULARY = 16;

    @TempDir
    private Path folder;

    private TokenizerFiles files(Path model) {
        return TokenizerFiles.of(ModelDirectory.open(model), VOCABULARY);
    }

    private TokenizerFiles with(String name, String text) throws IOException {
        Path root = folder.resolve("model");
        if (!Files.exists(root)) {
            Files.createDirectories(root);
            TinyModels.llama(root);
        }
        Files.writeString(root.resolve(name), text);
        return files(root);
    }

    @Test
    void theTemplatesOwnFileGoesFirst() throws IOException {
        assertThat(with("chat_template.json", "{\"chat_template\": \"json\"}").chatTemplate())
                .isEqualTo("json");
        assertThat(with("tokenizer_config.json", "{\"chat_template\": \"config\"}")
                        .chatTemplate())
                .isEqualTo("config");
        assertThat(with("chat_template.jinja", "jinja").chatTemplate()).isEqualTo("jinja");
    }

    @Test
    void ofSeveralTemplatesTheDefault() throws IOException {
        assertThat(with(
                                "tokenizer_config.json",
                                "{\"chat_template\": [{\"name\": \"rag\", \"template\": \"r\"}, {\"name\": \"default\", "
                                        + "\"template\": \"d\"}]}")
                        .chatTemplate())
                .isEqualTo("d");
    }

    @Test
    void aNamedTokenIsSpecialWhateverTheTokenizerSays() throws IOException {
        TokenizerFiles files = with(
                "tokenizer_config.json",
                "{\"tokenizer_class\": \"Qwen2TokenizerFast\", \"bos_token\": null, \"eos_token\": \"c\", "
                        + "\"pad_token\": {\"content\": \"d\", \"lstrip\": true}, \"extra_special_tokens\": [\"e\"], "
                        + "\"added_tokens_decoder\": {\"8\": {\"content\": \"f\", \"special\": false, \"rstrip\": true}}}");
        assertThat(files.variables())
                .isEqualTo(Map.of("eos_token", "c", "pad_token", "d", "unk_token", "<|endoftext|>"));
        assertThat(files.addedTokens())
                .containsExactly(
                        new AddedToken(0, "<|endoftext|>", true),
                        new AddedToken(5, "c", true),
                        new AddedToken(6, "d", true),
                        new AddedToken(7, "e", true),
                        new AddedToken(8, "f", false));
        assertThat(files.json()).contains("\"rstrip\":true");
    }

    @Test
    void ggufFlagsSayWhatAPlainTextStartsAndEndsWith() throws IOException {
        Path plain = folder.resolve("plain.gguf");
        Path both = folder.resolve("both.gguf");
        TinyModels.gguf(plain);
        SafetensorsBytes.writeBytes(
                both,
                TinyModels.ggufBytes()
                        .u32("tokenizer.ggml.bos_token_id", 1)
                        .pair("tokenizer.ggml.add_bos_token", 7, new byte[] {1}) // 7: bool
                        .pair("tokenizer.ggml.add_eos_token", 7, new byte[] {1})
                        .text("tokenizer.chat_template", "{{ bos_token }}")
                        .build());
        assertThat(files(plain).variables()).containsOnlyKeys("eos_token");
        assertThat(json(files(plain)).path("post_processor").isNull()).isTrue();
        assertThat(files(both).chatTemplate()).isEqualTo("{{ bos_token }}");
        assertThat(files(both).variables()).containsOnlyKeys("bos_token", "eos_token");
        JsonNode single = json(files(both)).path("post_processor").path("single");
        assertThat(single.path(0).path("SpecialToken").path("id").asText())
                .isEqualTo(files(both).variables().get("bos_token"));
        assertThat(single.path(2).path("SpecialToken").path("id").asText())
                .isEqualTo(files(both).variables().get("eos_token"));
    }

    @Test
    void ggufNamesTheWayATextIsCut() throws IOException {
        JsonNode smollm = json(files(TinyModels.gguf(folder.resolve("smollm.gguf"))));
        assertThat(smollm.path("normalizer").isNull()).isTrue();
        assertThat(smollm.path("pre_tokenizer").toString()).contains("Digits").contains("\"use_regex\":true");

        Path file = TinyModels.gguf(folder.resolve("qwen2.gguf"));
        Damage.replace(file, "\6\0\0\0\0\0\0\0smollm", "\6\0\0\0\0\0\0\0qwen2x");
        assertThatThrownBy(() -> files(file))
                .hasMessageContainingAll("tokenizer.ggml.pre: qwen2x", "must be smollm or qwen2");
        Path qwen3 = TinyModels.qwen3Gguf(folder.resolve("qwen3.gguf"));
        assertThat(json(files(qwen3)).path("normalizer").path("type").asText()).isEqualTo("NFC");
        JsonNode cuts = json(files(qwen3)).path("pre_tokenizer").path("pretokenizers");
        assertThat(cuts.path(0).path("pattern").path("Regex").asText()).contains("\\p{N}|");
        assertThat(cuts.path(1).path("use_regex").asBoolean(true)).isFalse();
    }

    private static JsonNode json(TokenizerFiles files) throws IOException {
        return new ObjectMapper().readTree(files.json());
    }
}
