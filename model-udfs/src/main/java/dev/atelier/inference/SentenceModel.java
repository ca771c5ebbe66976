package dev.atelier.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.atelier.domain.RowFailure;
import dev.atelier.domain.TextEmbedder;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelDirectory.Kind;
import dev.atelier.weights.SentenceFiles;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sentence embeddings as sentence-transformers makes them: tokens through the vendor's ONNX graph in ONNX Runtime, the mean
 * of their vectors, to length 1. The first {@link SentenceFiles#mostTokens()} tokens of a text count (256 for
 * all-MiniLM-L6-v2), the last of them [SEP], as in sentence-transformers; what is beyond is not read.
 *
 * <p>One text a call and one thread a call, so that a text has the same bits alone, in company and beside other tasks. It
 * runs on the CPU, in the precision of the file.
 */
public final class SentenceModel implements TextEmbedder {
    /** Raised by hand when a change of Java code gives a vector other numbers. */
    static final String VERSION = "1";

    private final SentenceFiles files;
    private final NativeTokenizer tokenizer;
    private final OrtSession session;

    private SentenceModel(SentenceFiles files, NativeTokenizer tokenizer, OrtSession session) {
        this.files = files;
        this.tokenizer = tokenizer;
        this.session = session;
    }

    /** @throws BadModelException if anything in it is broken, missing or not implemented */
    public static SentenceModel load(ModelDirectory directory) {
        SentenceFiles files = files(directory);
        NativeTokenizer tokenizer = tokenizer(directory, files);
        try {
            return new SentenceModel(files, tokenizer, OnnxSession.of(files.graph()));
        } catch (BadModelException e) {
            tokenizer.close();
            throw e;
        }
    }

    /** @throws BadModelException for what can be seen without ONNX Runtime, which a driver need not have */
    static void check(ModelDirectory directory) {
        SentenceFiles files = files(directory);
        tokenizer(directory, files).close();
    }

    private static SentenceFiles files(ModelDirectory directory) {
        if (directory.kind() != Kind.SENTENCES) {
            throw new BadModelException(
                    directory.root(),
                    "kind",
                    directory.kind(),
                    "must be a directory with model.onnx and tokenizer.json");
        }
        return SentenceFiles.of(directory);
    }

    private static NativeTokenizer tokenizer(ModelDirectory directory, SentenceFiles files) {
        return NativeTokenizer.open(directory.file("tokenizer.json"), files.tokenizer());
    }

    /** @throws RowFailure {@code not_embedded} or {@code not_finite} for a text that the graph fails on */
    @Override
    public List<float[]> embedTexts(List<String> texts) {
        return texts.stream().map(this::embed).toList();
    }

    private float[] embed(String text) {
        long[] ids = ids(text);
        try {
            return unit(mean(run(ids), ids.length));
        } catch (OrtException e) {
            throw new RowFailure(
                    "not_embedded",
                    "The graph fails on a text of " + ids.length + " tokens: " + e.getMessage()
                            + " (shorten the text, or use another model)");
        }
    }

    /** (tokens): [CLS], the text's first tokens, [SEP]. */
    private long[] ids(String text) {
        long[] ids = tokenizer.encode(text, true).getIds();
        if (ids.length <= files.mostTokens()) {
            return ids;
        }
        long[] first = Arrays.copyOf(ids, files.mostTokens());
        first[first.length - 1] = ids[ids.length - 1];
        return first;
    }

    /** (1, tokens) -> (tokens * width). */
    private float[] run(long[] ids) throws OrtException {
        long[] shape = {1, ids.length};
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        Map<String, long[]> values =
                Map.of(SentenceFiles.IDS, ids, SentenceFiles.MASK, ones, SentenceFiles.SEGMENTS, new long[ids.length]);
        Map<String, OnnxTensor> fed = new HashMap<>();
        try {
            for (String input : files.inputs()) {
                LongBuffer value = LongBuffer.wrap(values.get(input));
                fed.put(input, OnnxTensor.createTensor(OnnxSession.environment(), value, shape));
            }
            try (OrtSession.Result result = session.run(fed, Set.of(files.output()))) {
                FloatBuffer vectors = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] all = new float[vectors.remaining()];
                vectors.get(all);
                return all;
            }
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
    }

    /** Over all tokens, since the mask of a text alone is all ones; summed in double, in order. */
    private double[] mean(float[] vectors, int tokens) {
        double[] mean = new double[files.width()];
        if (vectors.length != tokens * mean.length) {
            throw new RowFailure(
                    "not_embedded",
                    "The graph gave " + vectors.length + " numbers for " + tokens + " tokens (must be "
                            + tokens * mean.length + "; use another model)");
        }
        for (int i = 0; i < vectors.length; i++) {
            mean[i % mean.length] += vectors[i];
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= tokens;
        }
        return mean;
    }

    private static float[] unit(double[] vector) {
        double length = Math.sqrt(Arrays.stream(vector).map(v -> v * v).reduce(0, Double::sum));
        if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
            throw new RowFailure(
                    "not_finite",
                    "The model of sentence embeddings gave a vector of length " + length
                            + " (must be finite and above 0; use another model)");
        }
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    @Override
    public void close() {
        tokenizer.close();
        OnnxSession.close(session);
    }
}
