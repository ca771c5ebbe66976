package dev.atelier.weights;

import static dev.atelier.weights.Damage.delete;
import static dev.atelier.weights.Damage.edit;
import static dev.atelier.weights.Damage.replace;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A diffusers directory is damaged in one way at a time; the refusal names the file, the field and the rule. */
class DamagedDiffusersTest {
    @TempDir
    Path folder;

    @Test
    void whatIsNotDamagedPasses() {
        assertThatCode(() -> Damage.load(TinyModels.diffusion(folder.resolve("sd"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("diffusers")
    void isRefused(Damage damage) {
        Path root = TinyModels.diffusion(folder.resolve("sd"));
        damage.isRefused(root, root);
    }

    static Stream<Damage> diffusers() {
        return Stream.of(
                edit(
                        "another pipeline",
                        "model_index.json",
                        "StableDiffusionP",
                        "FluxP",
                        "_class_name: FluxP",
                        "1.x or 2.x"),
                edit(
                        "a class of strangers",
                        "model_index.json",
                        "[\"diffusers\", \"UN",
                        "[\"evil\", \"UN",
                        "unet",
                        "diffusers"),
                edit(
                        "another text encoder",
                        "model_index.json",
                        "CLIPTextModel",
                        "T5EncoderModel",
                        "T5",
                        "CLIPTextModel"),
                new Damage(
                        "a folder is missing",
                        root -> delete(root, "vae"),
                        "vae",
                        "folder: missing",
                        "model_index.json"),
                new Damage(
                        "a pickled component",
                        root -> {
                            delete(root, "unet/diffusion_pytorch_model.safetensors");
                            TinyModels.write(root.resolve("unet/diffusion_pytorch_model.bin"), "PK");
                        },
                        "diffusion_pytorch_model.bin",
                        "weights",
                        "never opened"),
                edit("activation", "unet/config.json", "silu", "gelu", "act_fn", "must be silu"),
                edit("a middle block of others", "unet/config.json", "2DCrossAttn\"", "2D\"", "mid_block", "not impl"),
                edit("only cross attention", "unet/config.json", "on\": false", "on\": true", "only_cross", "null"),
                edit("class conditioning", "unet/config.json", "embeds\": null", "embeds\": 10", "num_class", "null"),
                edit("an unknown key", "unet/config.json", "\"freq_shift\"", "\"freq_twist\"", "freq_twist", "unknown"),
                edit("groups", "unet/config.json", "groups\": 4", "groups\": 3", "norm_num_groups: 3", "must divide"),
                edit(
                        "scale",
                        "vae/config.json",
                        "\"latent_channels\": 4",
                        "\"latent_channels\": \"4\"",
                        "latent",
                        "whole"),
                edit(
                        "text heads",
                        "text_encoder/config.json",
                        "heads\": 2",
                        "heads\": 3",
                        "num_attention",
                        "must divide"),
                tensors(
                        "unet width",
                        "unet",
                        "channels\": [8, 8]",
                        "channels\": [8, 12]",
                        "shape [",
                        "as unet/config.json"),
                tensors(
                        "unet layers",
                        "unet",
                        "per_block\": 1",
                        "per_block\": 2",
                        "missing",
                        "as unet/config.json says"),
                tensors(
                        "unet too deep",
                        "unet",
                        "\"CrossAttnDownBlock2D\"",
                        "\"DownBlock2D\"",
                        "unexpected",
                        "no place"),
                tensors("vae layers", "vae", "per_block\": 1", "per_block\": 2", "missing", "as vae/config.json says"),
                tensors("text layers", "text_encoder", "layers\": 1", "layers\": 2", "missing", "text_encoder/config"),
                tensors(
                        "vocabulary",
                        "text_encoder",
                        "size\": 16",
                        "size\": 17",
                        "token_embedding",
                        "must be [17, 8]"));
    }

    /** The config is changed, so that the weights no longer fit it. */
    private static Damage tensors(String what, String part, String from, String to, String field, String rule) {
        return new Damage(what, root -> replace(root.resolve(part + "/config.json"), from, to), part, field, rule);
    }
}
