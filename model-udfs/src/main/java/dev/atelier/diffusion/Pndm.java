package dev.atelier.diffusion;

import dev.atelier.diffusion.NoiseScheduler.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Liu et al., Pseudo Numerical Methods for Diffusion Models on Manifolds, arXiv 2202.09778: formula (9) between samples,
 * formula (12) for the outputs of the linear multistep part, formula (13) for the Runge-Kutta start. Timesteps and the
 * start without Runge-Kutta (the second step repeats the first with the mean of two outputs) are those of diffusers'
 * PNDMScheduler.
 */
public final class Pndm implements Coefficients {
    /** Adams-Bashforth weights of 1 to 4 outputs, newest first (formula 12). */
    private static final double[][] MULTISTEP = {
        {1}, {3 / 2.0, -1 / 2.0}, {23 / 12.0, -16 / 12.0, 5 / 12.0}, {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
    };

    @Override
    public SchedulerConfig defaults() {
        return new SchedulerConfig(1000, 0.0001, 0.02, "linear", "epsilon", "leading", 0, false, false);
    }

    @Override
    public NoiseScheduler scheduler(SchedulerConfig config, int numInferenceSteps) {
        int[] timesteps = config.timesteps(numInferenceSteps);
        return new NoiseScheduler(1, new Way(config, numInferenceSteps).through(timesteps));
    }

    /** One way through some timesteps, as it grows. */
    private static final class Way {
        private final SchedulerConfig config;
        private final float[] alphasCumprod;
        private final int stride;
        private final List<Step> steps = new ArrayList<>();
        /** Numbers of the calls whose outputs the multistep part uses, oldest first: the paper's e. */
        private final List<Integer> outputs = new ArrayList<>();

        Way(SchedulerConfig config, int numInferenceSteps) {
            this.config = config;
            this.alphasCumprod = config.alphasCumprod();
            this.stride = config.numTrainTimesteps() / numInferenceSteps;
        }

        List<Step> through(int[] timesteps) {
            if (config.skipPrkSteps()) {
                multistep(timesteps[0]);
                if (timesteps.length > 1) {
                    repeatFirst(timesteps[1]);
                }
            } else {
                rungeKutta(timesteps);
            }
            for (int i = config.skipPrkSteps() ? 1 : 3; i < timesteps.length; i++) {
                multistep(timesteps[i]);
            }
            return steps;
        }

        private void multistep(int t) {
            outputs.add(steps.size());
            if (outputs.size() > MULTISTEP.length) {
                outputs.remove(0);
            }
            double[] weights = MULTISTEP[outputs.size() - 1];
            List<Double> scales = new ArrayList<>();
            for (int i = 0; i < weights.length; i++) {
                int back = steps.size() - outputs.get(outputs.size() - 1 - i);
                while (scales.size() < back) {
                    scales.add(0.0);
                }
                scales.add(weights[i]);
            }
            add(t, 0, t, t - stride, scales);
        }

        /** The second call, at the timestep after the first: the first step again with the mean of both outputs. */
        private void repeatFirst(int t) {
            add(t, 1, t + stride, t, List.of(0.5, 0.5));
        }

        /** Three steps of four calls each; the first call's output of each is kept for the multistep part. */
        private void rungeKutta(int[] timesteps) {
            if (timesteps.length < 4) {
                throw new IllegalArgumentException("Invalid numInferenceSteps: " + timesteps.length
                        + " (must be at least 4 for pndm with skip_prk_steps false in scheduler_config.json)");
            }
            int half = stride / 2;
            for (int i = 0; i < 3; i++) {
                int t = timesteps[i];
                int middle = timesteps[i + 1] + half;
                int next = timesteps[i + 1];
                outputs.add(steps.size());
                add(t, 0, t, t - half, List.of(1.0));
                add(middle, 1, t, middle, List.of(1.0));
                add(middle, 2, t, middle - half, List.of(1.0));
                add(next, 3, t, next, List.of(1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0));
            }
        }

        /** Formula (9) from timestep {@code from} to {@code to}, applied to the sample {@code back} calls ago. */
        private void add(int told, int back, int from, int to, List<Double> weights) {
            double alpha = SchedulerConfig.at(alphasCumprod, from);
            double alphaPrev = to >= 0 ? alphasCumprod[to] : config.setAlphaToOne() ? 1 : alphasCumprod[0];
            double sampleScale = Math.sqrt(alphaPrev / alpha);
            double denominator = alpha * Math.sqrt(1 - alphaPrev) + Math.sqrt(alpha * (1 - alpha) * alphaPrev);
            double outputScale = -(alphaPrev - alpha) / denominator;
            if (config.predictsVelocity()) { // epsilon = sqrt(alpha) v + sqrt(1 - alpha) x
                sampleScale += outputScale * Math.sqrt(1 - alpha);
                outputScale *= Math.sqrt(alpha);
            }
            List<Double> samples = new ArrayList<>(Collections.nCopies(back, 0.0));
            samples.add(sampleScale);
            double scale = outputScale;
            steps.add(Step.plain(
                    told, samples, weights.stream().map(w -> w * scale).toList()));
        }
    }
}
