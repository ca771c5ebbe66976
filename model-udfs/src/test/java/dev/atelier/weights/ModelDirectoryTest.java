package dev.atelier.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.networks.DecoderNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void theThreeKindsAndAGgufFileAreRecognised() {
        assertThat(ModelDirectory.open(TinyModels.llama(folder.resolve("llama")))
                        .kind())
                .isEqualTo(ModelDirectory.Kind.LANGUAGE);
        assertThat(ModelDirectory.open(TinyModels.clip(folder.resolve("clip"))).kind())
                .isEqualTo(ModelDirectory.Kind.CLIP);
        assertThat(ModelDirectory.open(TinyModels.diffusion(folder.resolve("sd")))
                        .kind())
                .isEqualTo(ModelDirectory.Kind.DIFFUSION);
        ModelDirectory gguf = ModelDirectory.open(TinyModels.gguf(folder.resolve("tiny.gguf")));
        assertThat(gguf.kind()).isEqualTo(ModelDirectory.Kind.LANGUAGE);
        assertThat(gguf.isGguf()).isTrue();
        assertThat(gguf.tensors("")).containsKey("token_embd.weight");
    }

    /** As from_pretrained finds them, whatever else lies beside them. */
    @ParameterizedTest
    @CsvSource({
        "model.safetensors, model.fp16.safetensors consolidated.safetensors adapter_model.safetensors",
        "model.safetensors, model.safetensors.index.fp16.json",
        "diffusion_pytorch_model.safetensors, diffusion_pytorch_model.non_ema.safetensors pytorch_model.bin",
        "model.fp16.safetensors, pytorch_model.bin"
    })
    void theFileThatTheReferenceLoadsIsTheOneUsed(String used, String others) throws IOException {
        for (String name : List.of((used + " " + others).split(" ", -1))) {
            Files.write(folder.resolve(name), new byte[0]);
        }
        assertThat(WeightFiles.in(folder).files()).containsExactly(folder.resolve(used));
    }

    @ParameterizedTest
    @CsvSource({
        "model.safetensors.index.json, model-00001-of-00002.safetensors, consolidated.safetensors",
        "model.safetensors.index.fp16.json, model.fp16-00001-of-00002.safetensors, pytorch_model.bin",
        "diffusion_pytorch_model.safetensors.index.fp16.json, diffusion_pytorch_model-00001-of-00002.fp16.safetensors, x.bin"
    })
    void shardsAreThoseOfTheirIndexUnderEveryNameTheyHaveHad(String index, String shard, String other)
            throws IOException {
        Files.writeString(folder.resolve(index), "{\"weight_map\": {\"a\": \"" + shard + "\"}}");
        Files.write(folder.resolve(shard), new byte[0]);
        Files.write(folder.resolve(other), new byte[0]);
        assertThat(WeightFiles.in(folder).files()).containsExactly(folder.resolve(shard));
        assertThat(WeightFiles.in(folder).index()).isEqualTo(folder.resolve(index));
        assertThat(ModelDirectory.mayUse(index)).isTrue();
    }

    /** Old configurations leave keys out, and training programs leave some behind. */
    @ParameterizedTest
    @CsvSource({"llama, 2048, 4", "mistral, 4096, 8", "qwen2, 32768, 4"})
    void whatAConfigLeavesOutIsTheFamilysDefault(String type, int context, int keyValueHeads) throws IOException {
        Path root = TinyModels.llama(folder.resolve(type));
        Files.writeString(
                root.resolve("config.json"),
                """
                {"architectures": ["LlamaForCausalLM"], "model_type": "%s", "vocab_size": 16, "hidden_size": 16,
                 "intermediate_size": 8, "num_hidden_layers": 1, "num_attention_heads": %d, "eos_token_id": 3,
                 "unsloth_fixed": true, "unsloth_version": "2025.1", "id2label": {"0": "LABEL_0"}}
                """
                        .formatted(type, keyValueHeads));
        DecoderNetwork config = DecoderNetwork.of(ModelDirectory.open(root));
        assertThat(config.architecture().numbers())
                .containsEntry("rope_theta", 10000.0)
                .containsEntry("rms_norm_eps", 1e-6);
        assertThat(config.maxPositionEmbeddings()).isEqualTo(context);
        assertThat(config.numKeyValueHeads()).isEqualTo(keyValueHeads);
    }

    @Test
    void theDigestIsWhatSha256sumPrintsForTheFilesThatAreUsed() throws Exception {
        ModelDirectory model = ModelDirectory.open(TinyModels.diffusion(folder.resolve("sd")));
        String digest = model.digest();

        assertThat(model.fileDigests().keySet())
                .containsExactly(
                        "model_index.json",
                        "scheduler/scheduler_config.json",
                        "text_encoder/config.json",
                        "text_encoder/model.safetensors",
                        "tokenizer/merges.txt",
                        "tokenizer/vocab.json",
                        "unet/config.json",
                        "unet/diffusion_pytorch_model.safetensors",
                        "vae/config.json",
                        "vae/diffusion_pytorch_model.safetensors");
        StringBuilder lines = new StringBuilder();
        for (String relative : model.fileDigests().keySet()) {
            lines.append(sha256(Files.readAllBytes(model.file(relative))))
                    .append("  ")
                    .append(relative)
                    .append('\n');
        }
        assertThat(digest).isEqualTo(sha256(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theDigestFollowsTheUsedFilesAndNoOthers() throws Exception {
        Path root = TinyModels.llama(folder.resolve("llama"));
        String digest = ModelDirectory.open(root).digest();

        Files.writeString(root.resolve("README.md"), "read me");
        Files.write(root.resolve("pytorch_model.bin"), new byte[] {(byte) 0x80, 2});
        assertThat(ModelDirectory.open(root).digest()).isEqualTo(digest);

        Files.writeString(root.resolve("generation_config.json"), "{\"eos_token_id\":2}");
        assertThat(ModelDirectory.open(root).digest()).isNotEqualTo(digest);
    }

    @Test
    void theDigestOfAGgufFileIsItsOwn() throws Exception {
        Path file = TinyModels.gguf(folder.resolve("tiny.gguf"));

        assertThat(ModelDirectory.open(file).digest()).isEqualTo(sha256(Files.readAllBytes(file)));
    }

    @Test
    void aFileThatChangesIsHashedAgain() throws Exception {
        Path root = TinyModels.llama(folder.resolve("llama"));
        String digest = ModelDirectory.open(root).digest();

        Files.writeString(root.resolve("tokenizer.json"), TinyModels.tokenizerJson(15));

        assertThat(ModelDirectory.open(root).digest()).isNotEqualTo(digest);
    }

    @Test
    void shardsAreMergedByTheirIndex() {
        Path root = TinyModels.llama(folder.resolve("llama"));
        var whole = ModelDirectory.open(root).tensors("");
        TinyModels.shard(root);

        ModelDirectory sharded = ModelDirectory.open(root);

        assertThat(sharded.tensors("").keySet()).containsExactlyInAnyOrderElementsOf(whole.keySet());
        assertThat(sharded.fileDigests())
                .containsKeys(
                        "model-00001-of-00002.safetensors",
                        "model-00002-of-00002.safetensors",
                        "model.safetensors.index.json");
    }

    @Test
    void theHubsCacheOfLinksToBlobsLoads() throws IOException {
        Path real = TinyModels.llama(folder.resolve("real"));
        Path blobs = Files.createDirectories(folder.resolve("hub/blobs"));
        Path snapshot = Files.createDirectories(folder.resolve("hub/snapshots/main"));
        for (String name : List.of("config.json", "model.safetensors", "tokenizer.json")) {
            Files.copy(real.resolve(name), blobs.resolve(name + "-blob"));
            Files.createSymbolicLink(
                    snapshot.resolve(name), Path.of("../../blobs").resolve(name + "-blob"));
        }

        ModelDirectory model = ModelDirectory.open(snapshot);

        assertThat(model.digest()).isEqualTo(ModelDirectory.open(real).digest());
        assertThat(model.tensors("")).hasSameSizeAs(ModelDirectory.open(real).tensors(""));
    }

    @Test
    void aPathThatLeavesTheDirectoryIsRefused() {
        ModelDirectory model = ModelDirectory.open(TinyModels.llama(folder.resolve("llama")));

        assertThatThrownBy(() -> model.file("../secret.json"))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("../secret.json", "inside the directory");
    }

    @Test
    void aCopyCarriesWhatCanBeUsed() {
        assertThat(List.of(
                        "config.json",
                        "tokenizer.json",
                        "model-00001-of-00002.safetensors",
                        "unet/diffusion_pytorch_model.safetensors",
                        "scheduler/scheduler_config.json",
                        "onnx/model.onnx"))
                .allMatch(ModelDirectory::mayUse);
        assertThat(List.of("pytorch_model.bin", "README.md", "safety_checker/model.safetensors", "onnx/model_q4.onnx"))
                .noneMatch(ModelDirectory::mayUse);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
