package dev.atelier.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.atelier.batch.BatchModel;
import dev.atelier.diffusion.Guidance;
import dev.atelier.diffusion.NoiseScheduler;
import dev.atelier.diffusion.TorchNoise;
import dev.atelier.domain.Answer;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Job;
import dev.atelier.domain.NoiseSchedulerKind;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Precision;
import dev.atelier.domain.RowFailure;
import dev.atelier.inference.ClipTokenizer.Prompt;
import dev.atelier.inference.PromptEncoder.Encoded;
import dev.atelier.weights.ModelDirectory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stable Diffusion 1.x and 2.x: prompt, denoising with classifier-free guidance, picture, as diffusers'
 * StableDiffusionPipeline. Rows of one batch may differ in everything; those of equal size, steps and noise scheduler go
 * through the network together.
 */
public final class DiffusionModel implements BatchModel<DrawPicture, GeneratedImage> {
    /** Raised by hand when a change of Java code gives a picture other bytes, its finishing included. */
    static final String VERSION = "1";

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

    /** {@code unsupported_size}, {@code unsupported_scheduler} for what this model cannot do, {@code not_finite} for NaN. */
    @Override
    public List<Answer<GeneratedImage>> answer(List<Job<DrawPicture>> batch) {
        Map<Group, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            groups.computeIfAbsent(Group.of(batch.get(i).ask().image()), g -> new ArrayList<>())
                    .add(i);
        }
        List<Answer<GeneratedImage>> images = new ArrayList<>(Collections.nCopies(batch.size(), null));
        groups.forEach((group, places) -> {
            List<Answer<GeneratedImage>> drawn =
                    draw(group, places.stream().map(batch::get).toList());
            for (int i = 0; i < drawn.size(); i++) {
                images.set(places.get(i), drawn.get(i));
            }
        });
        return images;
    }

    @Override
    public void close() {
        prompts.close();
        denoiser.close();
        decoder.close();
    }

    private List<Answer<GeneratedImage>> draw(Group group, List<Job<DrawPicture>> rows) {
        NoiseScheduler scheduler;
        Shape shape; // (4, h, w)
        try {
            scheduler = schedulers.scheduler(group.noiseScheduler(), group.numInferenceSteps());
            shape = latentShape(group);
        } catch (RowFailure unable) {
            return Collections.nCopies(rows.size(), Answer.failed(unable));
        }
        try (NDManager scope = denoiser.unet().newScope()) {
            List<DrawPicture> asks = rows.stream().map(Job::ask).toList();
            List<String> texts = new ArrayList<>();
            asks.forEach(ask -> texts.add(ask.prompt()));
            asks.stream().filter(DiffusionModel::isGuided).forEach(ask -> texts.add(ask.negativePrompt()));
            Map<String, Encoded> encoded = prompts.encode(scope, texts);
            List<Denoiser.Row> noisy =
                    rows.stream().map(row -> noisy(row, encoded, shape)).toList();
            List<float[]> latents = denoiser.denoise(scope, noisy, scheduler, shape);
            List<Answer<Pixels>> pictures = decoder.decode(latents, group.widthPx(), group.heightPx());
            List<Answer<GeneratedImage>> images = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                Prompt prompt = encoded.get(asks.get(i).prompt()).prompt();
                images.add(pictures.get(i).then(p -> new GeneratedImage(p, prompt.tokens(), prompt.dropped())));
            }
            return images;
        }
    }

    private static Denoiser.Row noisy(Job<DrawPicture> row, Map<String, Encoded> encoded, Shape shape) {
        ImageParameters image = row.ask().image();
        return new Denoiser.Row(
                new TorchNoise(row.seed(), (int) shape.size(), image.imageIndex(), image.numImagesPerPrompt()),
                encoded.get(row.ask().prompt()).states(),
                isGuided(row.ask()) ? encoded.get(row.ask().negativePrompt()).states() : null,
                image.guidanceScale());
    }

    private Shape latentShape(Group group) {
        int factor = decoder.factor();
        LatentDecoder.requireSize(factor, group.widthPx(), group.heightPx());
        return new Shape(decoder.channels(), group.heightPx() / factor, group.widthPx() / factor);
    }

    private static boolean isGuided(DrawPicture ask) {
        return Guidance.isUsed(ask.image().guidanceScale());
    }
}
