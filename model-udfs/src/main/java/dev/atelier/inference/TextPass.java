package dev.atelier.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import dev.atelier.domain.RowFailure;
import dev.atelier.domain.TextLikelihood.Likelihood;
import java.util.Arrays;

/**
 * A text through a decoder once: what each token was worth after those before it. A text goes alone and in whole chunks of
 * 64, as a prompt does, so that its bits depend on nothing else. It calls methods of decoder.py below {@code prefill}, which
 * looks at the last token of a chunk only: {@code hidden} and {@code logits}.
 */
final class TextPass {
    private static final int CHUNK = DecodeBatch.BLOCK;

    private TextPass() {}

    /**
     * @param tokens of the text, two or more; the first is given
     * @throws RowFailure {@code not_finite} for NaN or infinity
     */
    static Likelihood of(Program program, int[] tokens) {
        int chunks = (tokens.length - 1 + CHUNK - 1) / CHUNK; // nothing is asked of the last token
        double sum = 0;
        try (IValue one = IValue.from(1L);
                IValue slots = IValue.from((long) chunks * CHUNK);
                IValue cache = program.hold("cache", one, slots)) {
            for (int chunk = 0; chunk < chunks; chunk++) {
                for (float logprob : logprobs(program, tokens, chunk * CHUNK, cache)) {
                    sum += logprob;
                }
            }
        }
        if (!Double.isFinite(sum)) {
            throw new RowFailure(
                    "not_finite",
                    "The language model gave NaN or infinity for a text (try precision = fp32, or other weights)");
        }
        return new Likelihood(sum / (tokens.length - 1), tokens.length - 1);
    }

    /** Of the tokens behind those of a chunk. */
    private static float[] logprobs(Program program, int[] tokens, int start, IValue cache) {
        int wanted = Math.min(CHUNK, tokens.length - 1 - start);
        long[] read = new long[CHUNK]; // zeros behind the end
        long[] next = new long[CHUNK];
        for (int i = 0; i < wanted; i++) {
            read[i] = tokens[start + i];
            next[i] = tokens[start + i + 1];
        }
        try (NDManager scope = program.newScope();
                IValue input = value(scope.create(read, new Shape(1, CHUNK))); // (1, 64)
                IValue rows = value(scope.create(new long[] {0})); // (1,)
                IValue first = value(scope.create(new long[] {start})); // (1,)
                IValue used = IValue.listFrom(start + CHUNK);
                IValue states = program.hold("hidden", input, cache, rows, first, used)) { // (1, 64, H)
            NDArray logits = program.run(scope, "logits", states).get(0); // (1, 64, V)
            NDArray all = logits.logSoftmax(-1); // (1, 64, V)
            NDArray picked = all.gather(scope.create(next, new Shape(1, CHUNK, 1)), 2); // (1, 64, 1)
            return Arrays.copyOf(picked.toFloatArray(), wanted);
        }
    }

    private static IValue value(NDArray array) {
        return IValue.from((PtNDArray) array);
    }
}
