package dev.atelier.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.atelier.domain.Embedder;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Precision;
import dev.atelier.domain.RowFailure;
import dev.atelier.inference.ClipTokenizer.Prompt;
import dev.atelier.networks.ClipNetwork;
import dev.atelier.networks.Network;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelDirectory.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** CLIP with both towers, as transformers' CLIPModel: texts and pictures to unit vectors of one space. */
public final class ClipModel implements Embedder {
    /** Raised by hand when a change of Java code gives a vector other numbers. */
    static final String VERSION = "1";

    /** Texts or pictures that go through a tower at once, to bound memory. */
    private static final int AT_ONCE = 32;

    private final ClipTokenizer tokenizer;
    private final ClipImages images;
    private final Program clip;

    private ClipModel(ClipTokenizer tokenizer, ClipImages images, Program clip) {
        this.tokenizer = tokenizer;
        this.images = images;
        this.clip = clip;
    }

    /**
     * Loads a CLIPModel directory: config.json, safetensors, tokenizer, preprocessor_config.json.
     *
     * @throws BadModelException if anything in it is broken, missing or not implemented
     */
    public static ClipModel load(ModelDirectory directory, Precision precision, Device device) {
        Network network = network(directory);
        ClipTokenizer tokenizer = ClipTokenizer.load(directory, "", network);
        ClipImages images = ClipImages.read(directory, network.number("image_size"));
        return new ClipModel(tokenizer, images, Program.load(network, precision, device));
    }

    /**
     * @throws BadModelException for what can be seen without reading a weight
     * @throws IllegalArgumentException if it could embed no picture
     */
    static void check(ModelDirectory directory, List<ModelUse.Embed> uses) {
        Network network = network(directory);
        ClipTokenizer.load(directory, "", network).close();
        int side = network.number("image_size");
        ClipImages images = ClipImages.read(directory, side);
        for (ModelUse.Embed use : uses) {
            Pixels picture = new Pixels(side, side, new byte[3 * side * side]);
            Models.ask(use, () -> images.write(picture, new float[3 * side * side], 0));
        }
    }

    private static Network network(ModelDirectory directory) {
        if (directory.kind() != Kind.CLIP) {
            throw new BadModelException(
                    directory.root(), "kind", directory.kind(), "must be a CLIPModel directory, model_type clip");
        }
        return ClipNetwork.of(directory);
    }

    @Override
    public List<float[]> embedTexts(List<String> texts) {
        return vectors("text_features", texts, (scope, some) -> {
            List<Prompt> prompts = some.stream().map(tokenizer::encode).toList();
            long[] ends = prompts.stream().mapToLong(Prompt::end).toArray();
            return List.of(ClipTokenizer.batch(scope, prompts), scope.create(ends)); // (B, 77), (B,)
        });
    }

    /** @throws RowFailure for a picture that preprocessing does not bring to the tower's size, or a vector of NaN */
    @Override
    public List<float[]> embedImages(List<Pixels> pictures) {
        int side = images.imageSizePx();
        return vectors("image_features", pictures, (scope, some) -> {
            float[] values = new float[some.size() * 3 * side * side];
            for (int i = 0; i < some.size(); i++) {
                images.write(some.get(i), values, i * 3 * side * side);
            }
            return List.of(scope.create(values, new Shape(some.size(), 3, side, side))); // (B, 3, S, S)
        });
    }

    /** What a tower makes of each, part by part. */
    private <T> List<float[]> vectors(String tower, List<T> all, BiFunction<NDManager, List<T>, List<NDArray>> inputs) {
        List<float[]> vectors = new ArrayList<>();
        for (int start = 0; start < all.size(); start += AT_ONCE) {
            try (NDManager scope = clip.newScope()) {
                List<NDArray> batch = inputs.apply(scope, all.subList(start, Math.min(start + AT_ONCE, all.size())));
                NDList features = clip.run(scope, tower, batch.toArray(NDArray[]::new));
                vectors.addAll(unitVectors(features.singletonOrThrow())); // (B, P)
            }
        }
        return vectors;
    }

    @Override
    public void close() {
        tokenizer.close();
        clip.close();
    }

    private static List<float[]> unitVectors(NDArray features) {
        int width = (int) features.getShape().get(1);
        float[] flat = features.toFloatArray();
        List<float[]> vectors = new ArrayList<>();
        for (int start = 0; start < flat.length; start += width) {
            vectors.add(unit(Arrays.copyOfRange(flat, start, start + width)));
        }
        return vectors;
    }

    private static float[] unit(float[] vector) {
        double square = 0;
        for (float v : vector) {
            square += (double) v * v;
        }
        if (!(square > 0 && square < Double.POSITIVE_INFINITY)) {
            throw new RowFailure(
                    "not_finite",
                    "The CLIP model gave a vector of length " + Math.sqrt(square)
                            + " (must be finite and above 0; try precision = fp32)");
        }
        float scale = (float) (1 / Math.sqrt(square));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }
}
