package dev.atelier.diffusion;

import dev.atelier.diffusion.NoiseScheduler.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * The latents of one picture on their way through a {@link NoiseScheduler}: the state of one run, for one task. Java
 * computes them in fp32, so they do not depend on any library.
 */
public final class Latents {
    private final int samplesKept;
    private final int outputsKept;
    private final Supplier<float[]> noise;
    /** Newest first. */
    private final Deque<float[]> samples = new ArrayDeque<>();

    private final Deque<float[]> outputs = new ArrayDeque<>();

    /**
     * @param noise each time as many standard normal numbers as the latents have: for the start, then for each step that
     *     adds noise
     */
    public Latents(NoiseScheduler scheduler, Supplier<float[]> noise) {
        this.samplesKept = scheduler.steps().stream()
                .mapToInt(s -> s.sampleScales().size())
                .max()
                .orElse(1);
        this.outputsKept = scheduler.steps().stream()
                .mapToInt(s -> s.outputScales().size())
                .max()
                .orElse(0);
        this.noise = noise;
        samples.addFirst(scaled(noise.get(), (float) scheduler.initialSigma()));
    }

    /** The newest sample: after the last step the result. Do not write to it. */
    public float[] current() {
        return samples.getFirst();
    }

    /** What the network sees at a step. Do not write to it. */
    public float[] input(Step step) {
        return step.inputScale() == 1 ? current() : scaled(current(), (float) step.inputScale());
    }

    /** @param output what the network said to {@link #input} at the step's timestep; kept, do not write to it */
    public void advance(Step step, float[] output) {
        outputs.addFirst(output);
        float[] next = sum(null, step.sampleScales(), samples);
        next = sum(next, step.outputScales(), outputs);
        if (step.noiseScale() != 0) {
            next = plus(next, noise.get(), (float) step.noiseScale());
        }
        samples.addFirst(next == null ? new float[output.length] : next);
        trim(samples, samplesKept);
        trim(outputs, outputsKept);
    }

    private static void trim(Deque<float[]> history, int kept) {
        while (history.size() > Math.max(1, kept)) {
            history.removeLast();
        }
    }

    private static float[] sum(float[] start, List<Double> scales, Deque<float[]> history) {
        float[] sum = start;
        Iterator<float[]> newestFirst = history.iterator();
        for (double scale : scales) {
            float[] x = newestFirst.next();
            if (scale != 0) {
                sum = plus(sum, x, (float) scale);
            }
        }
        return sum;
    }

    /** {@code sum + scale * x}, in place; a null sum is nothing yet, which is not the same as zeros where x is -0. */
    private static float[] plus(float[] sum, float[] x, float scale) {
        if (sum == null) {
            return scaled(x, scale);
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += x[i] * scale;
        }
        return sum;
    }

    private static float[] scaled(float[] x, float scale) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * scale;
        }
        return y;
    }
}
