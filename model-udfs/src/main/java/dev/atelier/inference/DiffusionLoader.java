package dev.atelier.inference;

import ai.djl.Device;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.Precision;
import dev.atelier.weights.Architecture;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ClipTensors;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelDirectory.Kind;
import dev.atelier.weights.TensorInfo;
import dev.atelier.weights.UnetTensors;
import dev.atelier.weights.VaeTensors;
import java.util.List;
import java.util.Map;

/** A diffusers directory to a {@link DiffusionModel}: everything is checked before the first weight is read. */
final class DiffusionLoader {
    private final ModelDirectory directory;
    private final Architecture clip;
    private final Architecture unet;
    private final Architecture vae;
    private final Map<String, TensorInfo> clipTensors;
    private final Map<String, TensorInfo> unetTensors;
    private final Map<String, TensorInfo> vaeTensors;
    private final SchedulerFile schedulers;

    private DiffusionLoader(ModelDirectory directory) {
        if (directory.kind() != Kind.DIFFUSION) {
            throw new BadModelException(
                    directory.root(), "kind", directory.kind(), "must be a diffusers directory, with model_index.json");
        }
        this.directory = directory;
        this.clip = ClipTensors.textEncoder(directory);
        this.unet = UnetTensors.architecture(directory);
        this.vae = VaeTensors.architecture(directory);
        fits(directory, "unet/config.json", "cross_attention_dim", unet, clip, "text_model.hidden_size");
        fits(directory, "unet/config.json", "in_channels", unet, vae, "latent_channels");
        this.clipTensors = ClipTensors.textEncoderTensors(directory, clip);
        this.unetTensors = UnetTensors.tensors(directory, unet);
        this.vaeTensors = VaeTensors.tensors(directory, vae);
        this.schedulers = SchedulerFile.read(directory);
    }

    /**
     * @throws BadModelException for what can be seen without reading a weight
     * @throws IllegalArgumentException for pictures that this model cannot draw
     */
    static void check(ModelDirectory directory, List<ModelUse.Draw> uses) {
        DiffusionLoader loader = new DiffusionLoader(directory);
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
        DiffusionLoader loader = new DiffusionLoader(directory);
        PromptEncoder prompts = new PromptEncoder(
                loader.tokenizer(),
                Networks.load("clip", loader.clip.numbers(), loader.clipTensors, precision, device));
        Denoiser denoiser =
                new Denoiser(Networks.load("unet", loader.unet.numbers(), loader.unetTensors, precision, device));
        LatentDecoder decoder = new LatentDecoder(
                Networks.load("vae", loader.vae.numbers(), loader.vaeTensors, precision, device),
                number(loader.vae, "latent_channels"),
                loader.factor(),
                loader.vae.numbers().get("scaling_factor"));
        return new DiffusionModel(prompts, denoiser, decoder, loader.schedulers);
    }

    private ClipTokenizer tokenizer() {
        return ClipTokenizer.load(
                directory,
                "tokenizer/",
                number(clip, "text_model.vocab_size"),
                number(clip, "text_model.max_position_embeddings"));
    }

    /** Pixels that a latent covers, along each side. */
    private int factor() {
        return 1 << (number(vae, "levels") - 1);
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
