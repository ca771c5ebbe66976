package dev.atelier.diffusion;

import dev.atelier.diffusion.NoiseScheduler.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Karras et al., Elucidating the Design Space of Diffusion-Based Generative Models, arXiv 2206.00364: algorithm 2 without
 * churn and without its second-order part, on samples x = x0 + sigma * noise. Timesteps and sigmas are those of diffusers'
 * EulerDiscreteScheduler: sigma = sqrt((1 - alphaCumprod) / alphaCumprod), and 0 at the end.
 */
public final class Euler implements Coefficients {
    @Override
    public SchedulerConfig defaults() {
        return new SchedulerConfig(1000, 0.0001, 0.02, "linear", "epsilon", "linspace", 0, false, false);
    }

    @Override
    public Map<String, String> only() {
        return Map.of(
                "interpolation_type", "linear",
                "use_exponential_sigmas", "false",
                "use_beta_sigmas", "false",
                "timestep_type", "discrete",
                "final_sigmas_type", "zero");
    }

    @Override
    public NoiseScheduler scheduler(SchedulerConfig config, int numInferenceSteps) {
        float[] timesteps = timesteps(config, numInferenceSteps);
        double[] sigmas = sigmas(config, timesteps);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < timesteps.length; i++) {
            steps.add(step(timesteps[i], sigmas[i], sigmas[i + 1], config.predictsVelocity()));
        }
        double most = sigmas[0];
        boolean leading = config.timestepSpacing().equals("leading");
        return new NoiseScheduler(leading ? Math.sqrt(most * most + 1) : most, steps);
    }

    /** x' = x + (next - sigma) * d, with d = (x - x0) / sigma written in x and the output. */
    private static Step step(float timestep, double sigma, double next, boolean velocity) {
        double variance = sigma * sigma + 1;
        double inputScale = 1 / Math.sqrt(variance);
        double dt = next - sigma;
        return velocity // x0 = x / variance - v sigma / sqrt(variance)
                ? new Step(timestep, inputScale, List.of(1 + dt * sigma / variance), List.of(dt * inputScale), 0)
                : new Step(timestep, inputScale, List.of(1.0), List.of(dt), 0); // x0 = x - sigma epsilon
    }

    /** As {@link SchedulerConfig#timesteps}, but linspace is not rounded here. */
    private static float[] timesteps(SchedulerConfig config, int n) {
        int[] whole = config.timesteps(n);
        double stride = n == 1 ? 0 : (config.numTrainTimesteps() - 1.0) / (n - 1);
        float[] timesteps = new float[whole.length];
        for (int i = 0; i < timesteps.length; i++) {
            timesteps[i] = config.timestepSpacing().equals("linspace") ? (float) ((n - 1 - i) * stride) : whole[i];
        }
        return timesteps;
    }

    /** One sigma for each timestep, between two of training on the line between theirs, and 0. */
    private static double[] sigmas(SchedulerConfig config, float[] timesteps) {
        float[] alphasCumprod = config.alphasCumprod();
        double[] sigmas = new double[timesteps.length + 1];
        for (int i = 0; i < timesteps.length; i++) {
            double t = Math.max(0, timesteps[i]);
            int below = (int) t;
            int above = Math.min(below + 1, alphasCumprod.length - 1);
            double low = sigma(alphasCumprod[below]);
            sigmas[i] = (float) (low + (t - below) * (sigma(alphasCumprod[above]) - low));
        }
        return sigmas;
    }

    private static float sigma(float alphaCumprod) {
        return (float) Math.sqrt((1 - alphaCumprod) / alphaCumprod);
    }
}
