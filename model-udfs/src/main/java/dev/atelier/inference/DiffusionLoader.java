package dev.atelier.inference;

import ai.djl.Device;
import dev.atelier.domain.Precision;
import dev.atelier.weights.Architecture;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ClipTensors;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelDirectory.Kind;
import dev.atelier.weights.TensorInfo;
import dev.atelier.weights.UnetTensors;
import dev.atelier.weights.VaeTensors;
import java.util.Map;

/** A diffusers directory to a {@link DiffusionModel}: everything is checked before the first weight is read. */
final class DiffusionLoader {
    private DiffusionLoader() {}

    /** @throws BadModelException for what can be seen without reading a weight */
    static void check(ModelDirectory directory) {
        if (directory.kind() != Kind.DIFFUSION) {
            throw new BadModelException(
                    directory.root(), "kind", directory.kind(), "must be a diffusers directory, with model_index.json");
        }
        Architecture clip = ClipTensors.textEncoder(directory);
        Architecture unet = UnetTensors.architecture(directory);
        Architecture vae = VaeTensors.architecture(directory);
        fits(directory, "unet/config.json", "cross_attention_dim", unet, clip, "text_model.hidden_size");
        fits(directory, "unet/config.json", "in_channels", unet, vae, "latent_channels");
        ClipTensors.textEncoderTensors(directory, clip);
        UnetTensors.tensors(directory, unet);
        VaeTensors.tensors(directory, vae);
        SchedulerFile.read(directory);
        ClipTokenizer.vocabulary(directory, "tokenizer/", number(clip, "text_model.vocab_size"));
    }

    static DiffusionModel load(ModelDirectory directory, Precision precision, Device device) {
        check(directory);
        Architecture clip = ClipTensors.textEncoder(directory);
        Architecture unet = UnetTensors.architecture(directory);
        Architecture vae = VaeTensors.architecture(directory);
        Map<String, TensorInfo> clipTensors = ClipTensors.textEncoderTensors(directory, clip);
        Map<String, TensorInfo> unetTensors = UnetTensors.tensors(directory, unet);
        Map<String, TensorInfo> vaeTensors = VaeTensors.tensors(directory, vae);
        SchedulerFile schedulers = SchedulerFile.read(directory);
        ClipTokenizer tokenizer = ClipTokenizer.load(
                directory,
                "tokenizer/",
                number(clip, "text_model.vocab_size"),
                number(clip, "text_model.max_position_embeddings"));
        PromptEncoder prompts =
                new PromptEncoder(tokenizer, Networks.load("clip", clip.numbers(), clipTensors, precision, device));
        Denoiser denoiser = new Denoiser(Networks.load("unet", unet.numbers(), unetTensors, precision, device));
        LatentDecoder decoder = new LatentDecoder(
                Networks.load("vae", vae.numbers(), vaeTensors, precision, device),
                number(vae, "latent_channels"),
                1 << (number(vae, "levels") - 1),
                vae.numbers().get("scaling_factor"));
        return new DiffusionModel(prompts, denoiser, decoder, schedulers);
    }

    private static void fits(
            ModelDirectory directory,
            String config,
            String key,
            Architecture one,
            Architecture other,
            String otherKey) {
        if (number(one, key) != number(other, otherKey)) {
            throw new BadModelException(
                    directory.file(config),
                    key,
                    number(one, key),
                    "must be " + number(other, otherKey) + ", " + otherKey + " of the component it works with");
        }
    }

    private static int number(Architecture architecture, String name) {
        return architecture.numbers().get(name).intValue();
    }
}
