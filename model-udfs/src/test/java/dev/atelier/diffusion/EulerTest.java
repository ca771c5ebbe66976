package dev.atelier.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.diffusion.NoiseScheduler.Step;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Data that are normal, with mean 0.7 and deviation 0.5, have a network that is known exactly and a way that is known
 * exactly: a sample at sigma ends at 0.7 + (x - 0.7) * 0.5 / sqrt(0.25 + sigma^2).
 */
class EulerTest {
    private static final double MEAN = 0.7;
    private static final double DEVIATION = 0.5;
    private static final float START = 1.25f;

    @ParameterizedTest
    @CsvSource({"epsilon, trailing", "epsilon, leading", "v_prediction, trailing", "v_prediction, leading"})
    void halfTheStepMakesHalfTheError(String prediction, String spacing) {
        SchedulerConfig config =
                new SchedulerConfig(1000, 0.00085, 0.012, "scaled_linear", prediction, spacing, 0, false, true);
        double coarse = error(config, 50);
        double fine = error(config, 100);
        assertThat(Math.abs(coarse)).isBetween(1e-3, 0.1);
        assertThat(coarse / fine).isCloseTo(2, Offset.offset(0.25));
    }

    /** From the exact end of where the run starts. */
    private static double error(SchedulerConfig config, int numInferenceSteps) {
        NoiseScheduler scheduler = new Euler().scheduler(config, numInferenceSteps);
        Latents latents = new Latents(scheduler, () -> new float[] {START});
        double start = latents.current()[0];
        for (Step step : scheduler.steps()) {
            latents.advance(step, new float[] {(float) network(config, latents.input(step)[0], (int) step.timestep())});
        }
        double sigma = sigma(config, (int) scheduler.steps().get(0).timestep());
        double exact = MEAN + (start - MEAN) * DEVIATION / Math.sqrt(DEVIATION * DEVIATION + sigma * sigma);
        return latents.current()[0] - exact;
    }

    /** @param input of the network, x / sqrt(sigma^2 + 1) */
    private static double network(SchedulerConfig config, double input, int timestep) {
        double sigma = sigma(config, timestep);
        double x = input * Math.sqrt(sigma * sigma + 1);
        double epsilon = sigma * (x - MEAN) / (DEVIATION * DEVIATION + sigma * sigma);
        double x0 = x - sigma * epsilon;
        return config.predictsVelocity() ? (epsilon - sigma * x0) / Math.sqrt(sigma * sigma + 1) : epsilon;
    }

    private static double sigma(SchedulerConfig config, int timestep) {
        double alpha = config.alphasCumprod()[timestep];
        return Math.sqrt((1 - alpha) / alpha);
    }
}
