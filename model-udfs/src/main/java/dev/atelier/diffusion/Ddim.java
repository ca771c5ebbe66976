package dev.atelier.diffusion;

import dev.atelier.diffusion.NoiseScheduler.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Song et al., Denoising Diffusion Implicit Models, arXiv 2010.02502, formula (12) with sigma = 0. alphaCumprod is the
 * paper's alpha; for v-prediction: Salimans and Ho, arXiv 2202.00512, appendix D.
 */
public final class Ddim implements Coefficients {
    @Override
    public SchedulerConfig defaults() {
        return new SchedulerConfig(1000, 0.0001, 0.02, "linear", "epsilon", "leading", 0, true, false);
    }

    @Override
    public NoiseScheduler scheduler(SchedulerConfig config, int numInferenceSteps) {
        float[] alphasCumprod = config.alphasCumprod();
        double last = config.setAlphaToOne() ? 1 : alphasCumprod[0];
        int stride = config.numTrainTimesteps() / numInferenceSteps;
        List<Step> steps = new ArrayList<>();
        for (int t : config.timesteps(numInferenceSteps)) {
            double alpha = SchedulerConfig.at(alphasCumprod, t);
            double alphaPrev = t - stride >= 0 ? alphasCumprod[t - stride] : last;
            steps.add(step(t, alpha, alphaPrev, config.predictsVelocity()));
        }
        return new NoiseScheduler(1, steps);
    }

    /** x' = sqrt(alphaPrev) * x0 + sqrt(1 - alphaPrev) * epsilon, with x0 and epsilon written in x and the output. */
    private static Step step(int t, double alpha, double alphaPrev, boolean velocity) {
        double signal = Math.sqrt(alphaPrev);
        double noise = Math.sqrt(1 - alphaPrev);
        double a = Math.sqrt(alpha);
        double b = Math.sqrt(1 - alpha);
        return velocity
                ? Step.plain(t, List.of(signal * a + noise * b), List.of(noise * a - signal * b)) // x0 = a x - b v
                : Step.plain(t, List.of(signal / a), List.of(noise - signal * b / a)); // x0 = (x - b epsilon) / a
    }
}
