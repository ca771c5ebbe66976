package dev.atelier.inference;

import dev.atelier.domain.Embedder;
import dev.atelier.domain.ImageGenerator;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.TextGenerator;
import dev.atelier.domain.VendorSettings;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.GenerationFile;
import dev.atelier.weights.LlamaConfig;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelDirectory.Kind;

/**
 * The executor's pool of loaded models: one for each digest, precision and device, shared by all tasks of the JVM and
 * kept between tasks and actions.
 */
public final class Models {
    private static final ModelPool POOL = new ModelPool();

    private Models() {}

    /** @throws dev.atelier.weights.BadModelException if the directory does not hold such a model, or is broken */
    public static ModelLease<TextGenerator> text(ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        require(Kind.LANGUAGE, spec, directory);
        return POOL.lease(
                key(TextGenerator.class, spec, directory, device),
                TextGenerator.class,
                () -> LanguageModel.load(directory, spec.precision(), device.device()));
    }

    /** @throws dev.atelier.weights.BadModelException if the directory does not hold such a model, or is broken */
    public static ModelLease<ImageGenerator> images(ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        require(Kind.DIFFUSION, spec, directory);
        return POOL.lease(
                key(ImageGenerator.class, spec, directory, device),
                ImageGenerator.class,
                () -> DiffusionModel.load(directory, spec.precision(), device.device()));
    }

    /** @throws dev.atelier.weights.BadModelException if the directory does not hold such a model, or is broken */
    public static ModelLease<Embedder> embedder(ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        require(Kind.CLIP, spec, directory);
        return POOL.lease(
                key(Embedder.class, spec, directory, device),
                Embedder.class,
                () -> ClipModel.load(directory, spec.precision(), device.device()));
    }

    /**
     * Everything that can be wrong with a model and can be seen without reading a weight: for the driver, before the first
     * row.
     *
     * @throws BadModelException naming the file, the field and the rule
     */
    public static void check(ModelDirectory directory) {
        switch (directory.kind()) {
            case LANGUAGE -> LanguageModel.check(directory);
            case DIFFUSION -> DiffusionLoader.check(directory);
            case CLIP -> ClipModel.check(directory);
        }
    }

    /**
     * For the driver, before the first row.
     *
     * @param withSystem whether the run's template has a system message
     * @throws BadModelException if the language model's chat template refuses such a conversation
     */
    public static void checkChat(ModelDirectory directory, boolean withSystem) {
        LanguageModel.checkChat(directory, withSystem);
    }

    /** What the vendor asks of every answer; nothing for other models than language models. */
    public static VendorSettings settings(ModelDirectory directory) {
        return directory.kind() == Kind.LANGUAGE
                ? GenerationFile.of(directory, LlamaConfig.of(directory))
                : VendorSettings.NONE;
    }

    /** Models loaded by this JVM so far. */
    public static long loads() {
        return POOL.loads();
    }

    /** Closes the models that no task holds. */
    public static void closeIdle() {
        POOL.closeIdle();
    }

    private static void require(Kind kind, ModelSpec spec, ModelDirectory directory) {
        if (directory.kind() != kind) {
            throw new BadModelException(
                    directory.root(),
                    "kind of model " + spec.name(),
                    directory.kind(),
                    "must be " + kind + " for this use; name another model or another path");
        }
    }

    private static ModelPool.Key key(
            Class<? extends AutoCloseable> verb, ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        return new ModelPool.Key(verb, directory.digest(), spec.precision(), device.gpu());
    }
}
