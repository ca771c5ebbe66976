package dev.atelier.inference;

import dev.atelier.domain.Embedder;
import dev.atelier.domain.ImageGenerator;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.RowFailure;
import dev.atelier.domain.TextGenerator;
import dev.atelier.domain.VendorSettings;
import dev.atelier.networks.DecoderNetwork;
import dev.atelier.networks.GenerationFile;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelDirectory.Kind;
import java.util.List;

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
                () -> unchanged(directory, LanguageModel.load(directory, spec.precision(), device.device())));
    }

    /** @throws dev.atelier.weights.BadModelException if the directory does not hold such a model, or is broken */
    public static ModelLease<ImageGenerator> images(ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        require(Kind.DIFFUSION, spec, directory);
        return POOL.lease(
                key(ImageGenerator.class, spec, directory, device),
                ImageGenerator.class,
                () -> unchanged(directory, DiffusionModel.load(directory, spec.precision(), device.device())));
    }

    /** @throws dev.atelier.weights.BadModelException if the directory does not hold such a model, or is broken */
    public static ModelLease<Embedder> embedder(ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        require(Kind.CLIP, spec, directory);
        return POOL.lease(
                key(Embedder.class, spec, directory, device),
                Embedder.class,
                () -> unchanged(directory, ClipModel.load(directory, spec.precision(), device.device())));
    }

    /**
     * Everything that can be wrong with a model, and with what a run wants of it, and can be seen without reading a weight:
     * for the driver, before the first row.
     *
     * @param name the configuration's word for it
     * @throws BadModelException naming the file, the field and the rule
     * @throws IllegalArgumentException if the model is sound, but cannot do what one of {@code uses} wants
     */
    public static void check(String name, ModelDirectory directory, List<ModelUse> uses) {
        uses.forEach(use -> requireKind(name, directory.kind(), use));
        switch (directory.kind()) {
            case LANGUAGE -> LanguageModel.check(directory, of(ModelUse.Write.class, uses));
            case DIFFUSION -> DiffusionLoader.check(directory, of(ModelUse.Draw.class, uses));
            case CLIP -> ClipModel.check(directory, of(ModelUse.Embed.class, uses));
        }
        directory.requireUnchanged();
    }

    private static void requireKind(String name, Kind kind, ModelUse use) {
        Kind needed = use instanceof ModelUse.Write
                ? Kind.LANGUAGE
                : use instanceof ModelUse.Draw ? Kind.DIFFUSION : Kind.CLIP;
        String does = use instanceof ModelUse.Write
                ? " writes texts"
                : use instanceof ModelUse.Draw ? " draws pictures" : " compares pictures with texts";
        if (kind != needed) {
            throw new IllegalArgumentException(use.by() + does + " with model " + name + ", which is " + kind.words()
                    + " (must be " + needed.words() + ": name another model there, or another path in models." + name
                    + ")");
        }
    }

    private static <U extends ModelUse> List<U> of(Class<U> kind, List<ModelUse> uses) {
        return uses.stream().map(kind::cast).toList();
    }

    /** Asks as the rows of that use will; what would make every one of them fail is told of the use. */
    static void ask(ModelUse use, Runnable question) {
        try {
            question.run();
        } catch (RowFailure | IllegalArgumentException e) {
            throw new IllegalArgumentException("Cannot do what " + use.by() + " asks: " + e.getMessage(), e);
        }
    }

    /** What the vendor asks of every answer; nothing for other models than language models. */
    public static VendorSettings settings(ModelDirectory directory) {
        return directory.kind() == Kind.LANGUAGE
                ? GenerationFile.of(directory, DecoderNetwork.of(directory))
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

    /** What was loaded, if its files were those of the digest all the while. */
    private static <M extends AutoCloseable> M unchanged(ModelDirectory directory, M model) {
        try {
            directory.requireUnchanged();
            return model;
        } catch (BadModelException e) {
            try (model) {
                throw e;
            } catch (Exception closing) {
                throw e;
            }
        }
    }

    private static ModelPool.Key key(
            Class<? extends AutoCloseable> verb, ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        return new ModelPool.Key(verb, directory.digest(), spec.precision(), device.gpu());
    }
}
