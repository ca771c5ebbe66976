package dev.atelier.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.diffusion.NoiseScheduler.Step;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Noise that a way adds while it goes: a picture's generator goes on after the start, as diffusers' does. Golden numbers:
 * diffusers 0.42.1, torch 2.7.1, {@code python scripts/golden/noise_schedulers.py}; first and last number of each picture.
 */
class StepNoiseTest {
    @ParameterizedTest
    @CsvSource({
        "2, 32, 0, -0.8201345, -1.3597690, 0.1332398, 1.4205509, 0.5688964, 0.1325806",
        "2, 32, 1, -0.0835282, 0.7541925, -0.5368224, 1.1854521, 0.6821439, -0.0043832",
        "2, 20, 0, -0.8201345, -0.3300117, -0.3821159, -2.2858188, -1.1247002, -0.7351418",
        "2, 20, 1, 0.1984451, -0.0916772, -0.3676642, -1.1532081, -0.2239890, 0.6057466",
        "3, 3, 0, -0.1467951, 0.9468216, -1.6821985, 0.1328070, 2.4505413, 1.7791550",
        "3, 3, 2, -0.3556250, 0.1381727, 1.3470227, 0.2027583, 1.2798781, 1.8149728"
    })
    void oneGeneratorGivesDrawAfterDraw(
            int pictures, int count, int index, double a, double b, double c, double d, double e, double f) {
        TorchNoise noise = new TorchNoise(7, count, index, pictures);
        for (double[] golden : new double[][] {{a, b}, {c, d}, {e, f}}) {
            float[] values = noise.get();
            assertThat(values).hasSize(count);
            assertThat((double) values[0]).isCloseTo(golden[0], Offset.offset(6e-7));
            assertThat((double) values[count - 1]).isCloseTo(golden[1], Offset.offset(6e-7));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, 32, 0, -9.979395, 4.653936",
        "2, 32, 1, 0.786605, 1.012214",
        "2, 20, 0, -9.635279, 5.829536",
        "2, 20, 1, -6.784610, -4.231322",
        "3, 3, 0, -5.924664, -11.298695",
        "3, 3, 1, -7.363612, -6.660847",
        "3, 3, 2, 1.055369, -3.230372"
    })
    void aWayThatAddsNoiseEndsWhereDiffusersAncestralEulerEnds(
            int pictures, int count, int index, double first, double last) {
        NoiseScheduler scheduler = ancestralEuler(5);
        Latents latents = new Latents(scheduler, new TorchNoise(1024, count, index, pictures));
        for (Step step : scheduler.steps()) {
            latents.advance(step, NoiseSchedulerTest.network(latents.input(step), step.timestep()));
        }
        assertThat((double) latents.current()[0]).isCloseTo(first, Offset.offset(2e-5));
        assertThat((double) latents.current()[count - 1]).isCloseTo(last, Offset.offset(2e-5));
    }

    /** Karras et al., arXiv 2206.00364, algorithm 2 without churn, with k-diffusion's ancestral noise. */
    private static NoiseScheduler ancestralEuler(int numInferenceSteps) {
        SchedulerConfig config =
                new SchedulerConfig(1000, 0.00085, 0.012, "scaled_linear", "epsilon", "trailing", 1, false, true);
        int[] timesteps = config.timesteps(numInferenceSteps);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < timesteps.length; i++) {
            double from = sigma(config, timesteps[i]);
            double to = i + 1 < timesteps.length ? sigma(config, timesteps[i + 1]) : 0;
            double up = Math.sqrt(to * to * (from * from - to * to) / (from * from));
            double down = Math.sqrt(to * to - up * up);
            steps.add(new Step(timesteps[i], 1 / Math.sqrt(from * from + 1), List.of(1.0), List.of(down - from), up));
        }
        return new NoiseScheduler(sigma(config, timesteps[0]), steps);
    }

    private static double sigma(SchedulerConfig config, int timestep) {
        double alpha = config.alphasCumprod()[timestep];
        return Math.sqrt((1 - alpha) / alpha);
    }

    @Test
    void aStepMayTakeManySamplesAndOutputsAndNone() {
        Step both = new Step(2, 0.5, List.of(2.0, 3.0), List.of(5.0, 7.0), 11);
        Step none = new Step(1, 1, List.of(), List.of(), 0);
        NoiseScheduler scheduler =
                new NoiseScheduler(4, List.of(Step.plain(3, List.of(1.0), List.of(1.0)), both, none));
        Latents latents = new Latents(scheduler, () -> new float[] {1, -1});
        assertThat(latents.current()).containsExactly(4, -4);
        latents.advance(scheduler.steps().get(0), new float[] {10, 20});
        assertThat(latents.current()).containsExactly(14, 16);
        assertThat(latents.input(both)).containsExactly(7, 8);
        latents.advance(both, new float[] {100, 200});
        assertThat(latents.current())
                .containsExactly(2 * 14 + 3 * 4 + 5 * 100 + 7 * 10 + 11, 2 * 16 - 3 * 4 + 5 * 200 + 7 * 20 - 11);
        latents.advance(none, new float[] {1, 1});
        assertThat(latents.current()).containsExactly(0, 0);
    }
}
