package dev.atelier.inference;

import ai.djl.Device;
import dev.atelier.batch.BatchModel;
import dev.atelier.domain.Chooser;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.DeviceWish;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.Embedder;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.GeneratedText;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.PictureGuard;
import dev.atelier.domain.PictureReader;
import dev.atelier.domain.Precision;
import dev.atelier.domain.Require;
import dev.atelier.domain.RowFailure;
import dev.atelier.domain.TextEmbedder;
import dev.atelier.domain.TextLikelihood;
import dev.atelier.domain.VendorSettings;
import dev.atelier.domain.WriteText;
import dev.atelier.networks.ClipNetwork;
import dev.atelier.networks.DecoderNetwork;
import dev.atelier.networks.GenerationFile;
import dev.atelier.networks.NsfwNetwork;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelDirectory.Kind;
import dev.atelier.weights.OcrFiles;
import dev.atelier.weights.SentenceFiles;
import java.util.List;
import java.util.Locale;

/**
 * The executor's pool of loaded models: one for each digest, precision and device, shared by all tasks of the JVM and
 * kept between tasks and actions.
 */
public final class Models {
    private static final ModelPool POOL = new ModelPool();

    private Models() {}

    /** @throws dev.atelier.weights.BadModelException if the directory does not hold such a model, or is broken */
    public static ModelLease<BatchModel<WriteText, GeneratedText>> writer(
            ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        return lease(Kind.LANGUAGE, LanguageModel::load, spec, directory, device);
    }

    /** @throws dev.atelier.weights.BadModelException if the directory does not hold such a model, or is broken */
    public static ModelLease<Chooser> chooser(ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        return lease(Kind.LANGUAGE, LanguageModel::load, spec, directory, device);
    }

    /** @throws dev.atelier.weights.BadModelException if the directory does not hold such a model, or is broken */
    public static ModelLease<TextLikelihood> likelihood(ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        return lease(Kind.LANGUAGE, LanguageModel::load, spec, directory, device);
    }

    /** @throws dev.atelier.weights.BadModelException if the directory does not hold such a model, or is broken */
    public static ModelLease<BatchModel<DrawPicture, GeneratedImage>> painter(
            ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        return lease(Kind.DIFFUSION, DiffusionModel::load, spec, directory, device);
    }

    /** @throws dev.atelier.weights.BadModelException if the directory does not hold such a model, or is broken */
    public static ModelLease<Embedder> embedder(ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        return lease(Kind.CLIP, ClipModel::load, spec, directory, device);
    }

    /** @throws dev.atelier.weights.BadModelException if the directory does not hold such a model, or is broken */
    public static ModelLease<TextEmbedder> sentences(ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        return lease(Kind.SENTENCES, (files, precision, cpu) -> SentenceModel.load(files), spec, directory, device);
    }

    /** @throws dev.atelier.weights.BadModelException if the directory does not hold such a model, or is broken */
    public static ModelLease<PictureGuard> guard(ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        return lease(Kind.NSFW, NsfwModel::load, spec, directory, device);
    }

    /** @throws dev.atelier.weights.BadModelException if the directory does not hold such a model, or is broken */
    public static ModelLease<PictureReader> reader(ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        return lease(Kind.OCR, (files, precision, cpu) -> OcrModel.load(files), spec, directory, device);
    }

    /**
     * Where a task runs such a model.
     *
     * @param taskGpuAddresses as {@link ModelDevice#choose} has them
     */
    public static ModelDevice device(Kind kind, DeviceWish wish, List<String> taskGpuAddresses) {
        return inOnnxRuntime(kind) ? OnnxSession.device() : ModelDevice.choose(wish, taskGpuAddresses);
    }

    private interface Load<M> {
        M load(ModelDirectory directory, Precision precision, Device device);
    }

    private static <M extends AutoCloseable> ModelLease<M> lease(
            Kind kind, Load<? extends M> load, ModelSpec spec, ModelDirectory directory, ModelDevice device) {
        require(kind, spec, directory);
        var key = new ModelPool.Key(kind, directory.digest(), spec.ref().precision(), device.gpu());
        return POOL.lease(
                key,
                () -> bytes(directory, spec.ref().precision()),
                () -> unchanged(directory, load.load(directory, spec.ref().precision(), device.device())));
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
        uses.forEach(use -> KindOfUse.require(name, directory.kind(), use));
        switch (directory.kind()) {
            case LANGUAGE ->
                LanguageModel.check(directory, of(ModelUse.Write.class, uses), of(ModelUse.Choose.class, uses));
            case DIFFUSION -> DiffusionLoader.check(directory, of(ModelUse.Draw.class, uses));
            case CLIP -> ClipModel.check(directory, of(ModelUse.Embed.class, uses));
            case SENTENCES -> SentenceModel.check(directory);
            case NSFW -> NsfwModel.check(directory);
            case OCR -> OcrModel.check(directory);
        }
        directory.requireUnchanged();
    }

    /** @throws IllegalArgumentException if such a model does not run like that anywhere */
    public static void requireRunnable(Kind kind, Precision precision, DeviceWish device) {
        if (inOnnxRuntime(kind)) {
            requireOf(kind, precision == Precision.FP32, "precision", precision, "must be fp32, the file's own");
            requireOf(kind, device != DeviceWish.GPU, "device", device, "must be auto or cpu");
        }
    }

    private static boolean inOnnxRuntime(Kind kind) {
        return kind == Kind.SENTENCES || kind == Kind.OCR;
    }

    private static void requireOf(Kind kind, boolean holds, String what, Enum<?> found, String rule) {
        Require.that(holds, what, found.name().toLowerCase(Locale.ROOT), rule + " for " + kind.words());
    }

    private static <U extends ModelUse> List<U> of(Class<U> kind, List<ModelUse> uses) {
        return uses.stream().filter(kind::isInstance).map(kind::cast).toList();
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

    /** sha256 (hex) over what we put such a model's weights into: its programs, and the version of the Java around them. */
    public static String program(Kind kind) {
        return switch (kind) {
            case LANGUAGE -> ContentId.of(LanguageModel.VERSION, Program.digest("decoder"));
            case DIFFUSION -> ContentId.of(DiffusionModel.VERSION, Program.digest("clip", "unet", "vae"));
            case CLIP -> ContentId.of(ClipModel.VERSION, Program.digest("clip"));
            case SENTENCES -> ContentId.of(SentenceModel.VERSION);
            case NSFW -> ContentId.of(NsfwModel.VERSION, Program.digest("nsfw"));
            case OCR -> ContentId.of(OcrModel.VERSION);
        };
    }

    /** Bytes that the weights of a model take once loaded. */
    static long bytes(ModelDirectory directory, Precision precision) {
        return switch (directory.kind()) {
            case LANGUAGE -> DecoderNetwork.of(directory).network(directory).bytes(precision);
            case DIFFUSION -> DiffusionLoader.bytes(directory, precision);
            case CLIP -> ClipNetwork.of(directory).bytes(precision);
            case SENTENCES -> SentenceFiles.of(directory).graph().toFile().length();
            case NSFW -> NsfwNetwork.of(directory).bytes(precision);
            case OCR -> OcrFiles.of(directory).bytes();
        };
    }

    /**
     * Bounds what this JVM's loaded models take on one device: a load that would pass it closes models that no task holds,
     * the longest unasked first. Models in use stay, whatever the bound.
     */
    public static void keepWithin(long bytes) {
        POOL.keepWithin(bytes);
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
}
