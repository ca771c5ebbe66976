package dev.atelier.diffusion;

import dev.atelier.diffusion.NoiseScheduler.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The latents of one picture on their way through a {@link NoiseScheduler}: the state of one run, for one task. Java
 * computes them in fp32, so they do not depend on any library.
 */
public final class Latents {
    private final int kept;
    /** Newest first. */
    private final Deque<float[]> samples = new ArrayDeque<>();

    private final Deque<float[]> outputs = new ArrayDeque<>();

    /** @param noise standard normal numbers, as many as the latents have (both DDIM and PNDM start at sigma 1) */
    public Latents(NoiseScheduler scheduler, float[] noise) {
        this.kept = scheduler.steps().stream()
                .mapToInt(s -> Math.max(s.samplesBack() + 1, s.outputScales().size()))
                .max()
                .orElse(1);
        samples.addFirst(noise);
    }

    /** What the network sees next, or after the last step the result. Do not write to it. */
    public float[] current() {
        return samples.getFirst();
    }

    /** @param output what the network said to {@link #current()} at the step's timestep; kept, do not write to it */
    public void advance(Step step, float[] output) {
        outputs.addFirst(output);
        float[] next = scaled(nth(samples, step.samplesBack()), (float) step.sampleScale());
        Iterator<float[]> history = outputs.iterator();
        for (double scale : step.outputScales()) {
            addScaled(next, history.next(), (float) scale);
        }
        samples.addFirst(next);
        trim(samples);
        trim(outputs);
    }

    private void trim(Deque<float[]> history) {
        while (history.size() > kept) {
            history.removeLast();
        }
    }

    private static float[] nth(Deque<float[]> history, int n) {
        return history.stream().skip(n).findFirst().orElseThrow();
    }

    private static float[] scaled(float[] x, float scale) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * scale;
        }
        return y;
    }

    private static void addScaled(float[] sum, float[] x, float scale) {
        if (scale != 0) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += x[i] * scale;
            }
        }
    }
}
