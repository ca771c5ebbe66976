package dev.atelier.inference;

import ai.djl.Device;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.Precision;
import dev.atelier.networks.Architecture;
import dev.atelier.networks.ClipNetwork;
import dev.atelier.networks.Network;
import dev.atelier.networks.UnetNetwork;
import dev.atelier.networks.VaeNetwork;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelDirectory.Kind;
import java.util.List;

/** A diffusers directory to a {@link DiffusionModel}: everything is checked before the first weight is read. */
record DiffusionLoader(ModelDirectory directory, Network clip, Network unet, Network vae, SchedulerFile schedulers) {
    private static DiffusionLoader of(ModelDirectory directory) {
        if (directory.kind() != Kind.DIFFUSION) {
            throw new BadModelException(
                    directory.root(), "kind", directory.kind(), "must be a diffusers directory, with model_index.json");
        }
        Architecture unet = UnetNetwork.architecture(directory);
        Architecture text = ClipNetwork.textArchitecture(directory);
        fits(directory, unet, "cross_attention_dim", text, "text_model.hidden_size");
        fits(directory, unet, "in_channels", VaeNetwork.architecture(directory), "latent_channels");
        return new DiffusionLoader(
                directory,
                ClipNetwork.textEncoder(directory),
                UnetNetwork.of(directory),
                VaeNetwork.of(directory),
                SchedulerFile.read(directory));
    }

    /** Bytes that the weights take once loaded. */
    static long bytes(ModelDirectory directory, Precision precision) {
        DiffusionLoader loader = of(directory);
        return loader.clip.bytes(precision) + loader.unet.bytes(precision) + loader.vae.bytes(precision);
    }

    /**
     * @throws BadModelException for what can be seen without reading a weight
     * @throws IllegalArgumentException for pictures that this model cannot draw
     */
    static void check(ModelDirectory directory, List<ModelUse.Draw> uses) {
        DiffusionLoader loader = of(directory);
        loader.tokenizer().close();
        for (ModelUse.Draw use : uses) {
            use.images()
                    .forEach(image -> Models.ask(use, () -> {
                        LatentDecoder.requireSize(loader.factor(), image.widthPx(), image.heightPx());
                        loader.schedulers.scheduler(image.noiseScheduler(), image.numInferenceSteps());
                    }));
        }
    }

    static DiffusionModel load(ModelDirectory directory, Precision precision, Device device) {
        DiffusionLoader loader = of(directory);
        PromptEncoder prompts = new PromptEncoder(loader.tokenizer(), Program.load(loader.clip, precision, device));
        Denoiser denoiser = new Denoiser(Program.load(loader.unet, precision, device));
        LatentDecoder decoder = new LatentDecoder(
                Program.load(loader.vae, precision, device),
                loader.vae.number("latent_channels"),
                loader.factor(),
                loader.vae.architecture().numbers().get("scaling_factor"));
        return new DiffusionModel(prompts, denoiser, decoder, loader.schedulers);
    }

    private ClipTokenizer tokenizer() {
        return ClipTokenizer.load(directory, "tokenizer/", clip);
    }

    /** Pixels that a latent covers, along each side. */
    private int factor() {
        return 1 << (vae.number("levels") - 1);
    }

    private static void fits(
            ModelDirectory directory, Architecture unet, String key, Architecture other, String otherKey) {
        if (unet.number(key) != other.number(otherKey)) {
            throw new BadModelException(
                    directory.file("unet/config.json"),
                    key,
                    unet.number(key),
                    "must be " + other.number(otherKey) + ", " + otherKey + " of the component it works with");
        }
    }
}
