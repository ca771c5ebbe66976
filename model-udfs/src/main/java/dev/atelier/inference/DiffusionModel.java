package dev.atelier.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.atelier.diffusion.Guidance;
import dev.atelier.diffusion.NoiseScheduler;
import dev.atelier.diffusion.TorchNoise;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.ImageGenerator;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.NoiseSchedulerKind;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Precision;
import dev.atelier.domain.RowFailure;
import dev.atelier.inference.ClipTokenizer.Prompt;
import dev.atelier.inference.PromptEncoder.Encoded;
import dev.atelier.weights.ModelDirectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stable Diffusion 1.x and 2.x: prompt, denoising with classifier-free guidance, picture, as diffusers'
 * StableDiffusionPipeline. Rows of one batch may differ in everything; those of equal size, steps and noise scheduler go
 * through the network together.
 */
public final class DiffusionModel implements ImageGenerator {
    private final PromptEncoder prompts;
    private final Denoiser denoiser;
    private final LatentDecoder decoder;
    private final SchedulerFile schedulers;

    /** What rows must share to be denoised together. */
    private record Group(int widthPx, int heightPx, int numInferenceSteps, NoiseSchedulerKind noiseScheduler) {
        static Group of(ImageParameters image) {
            return new Group(image.widthPx(), image.heightPx(), image.numInferenceSteps(), image.noiseScheduler());
        }
    }

    DiffusionModel(PromptEncoder prompts, Denoiser denoiser, LatentDecoder decoder, SchedulerFile schedulers) {
        this.prompts = prompts;
        this.denoiser = denoiser;
        this.decoder = decoder;
        this.schedulers = schedulers;
    }

    /**
     * Loads a directory that diffusers saved (safetensors, one variant).
     *
     * @throws dev.atelier.weights.BadModelException if anything in it is broken, missing or not implemented
     */
    public static DiffusionModel load(ModelDirectory directory, Precision precision, Device device) {
        return DiffusionLoader.load(directory, precision, device);
    }

    /** @throws RowFailure if a row asks for a size or steps that this model cannot do */
    @Override
    public List<GeneratedImage> generate(List<GenerationRequest> batch) {
        Map<Group, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            groups.computeIfAbsent(Group.of(batch.get(i).image()), g -> new ArrayList<>())
                    .add(i);
        }
        GeneratedImage[] images = new GeneratedImage[batch.size()];
        groups.forEach((group, places) -> {
            List<GeneratedImage> drawn =
                    draw(group, places.stream().map(batch::get).toList());
            for (int i = 0; i < drawn.size(); i++) {
                images[places.get(i)] = drawn.get(i);
            }
        });
        return Arrays.asList(images);
    }

    @Override
    public void close() {
        prompts.close();
        denoiser.close();
        decoder.close();
    }

    private List<GeneratedImage> draw(Group group, List<GenerationRequest> rows) {
        NoiseScheduler scheduler = schedulers.scheduler(group.noiseScheduler(), group.numInferenceSteps());
        Shape shape = latentShape(group); // (4, h, w)
        try (NDManager scope = denoiser.unet().newScope()) {
            List<String> texts = new ArrayList<>();
            rows.forEach(row -> texts.add(row.prompt()));
            rows.stream().filter(DiffusionModel::isGuided).forEach(row -> texts.add(negative(row)));
            Map<String, Encoded> encoded = prompts.encode(scope, texts);
            List<Denoiser.Row> noisy = rows.stream()
                    .map(row -> new Denoiser.Row(
                            new TorchNoise(
                                    row.seed(),
                                    (int) shape.size(),
                                    row.image().imageIndex(),
                                    row.image().numImagesPerPrompt()),
                            encoded.get(row.prompt()).states(),
                            isGuided(row) ? encoded.get(negative(row)).states() : null,
                            row.image().guidanceScale()))
                    .toList();
            List<float[]> latents = denoiser.denoise(scope, noisy, scheduler, shape);
            List<Pixels> pictures = decoder.decode(latents, group.widthPx(), group.heightPx());
            List<GeneratedImage> images = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                Prompt prompt = encoded.get(rows.get(i).prompt()).prompt();
                images.add(new GeneratedImage(pictures.get(i), prompt.tokens(), prompt.dropped()));
            }
            return images;
        }
    }

    private Shape latentShape(Group group) {
        int factor = decoder.factor();
        LatentDecoder.requireSize(factor, group.widthPx(), group.heightPx());
        return new Shape(decoder.channels(), group.heightPx() / factor, group.widthPx() / factor);
    }

    private static boolean isGuided(GenerationRequest row) {
        return Guidance.isUsed(row.image().guidanceScale());
    }

    private static String negative(GenerationRequest row) {
        return row.negativePrompt() == null ? "" : row.negativePrompt();
    }
}
