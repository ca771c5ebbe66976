package dev.atelier.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.diffusion.NoiseScheduler.Step;
import dev.atelier.domain.NoiseSchedulerKind;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Golden numbers: diffusers 0.42.1, torch 2.7.1, {@code python scripts/golden/noise_schedulers.py}. The network is the
 * line 0.3 x + t / 1000 - 0.5. Tolerance: 2e-6 of the value and 2e-6 of 1 or the sigma that the run starts at (diffusers works in
 * float32).
 */
class NoiseSchedulerTest {
    private static final float[] START = {1.5f, -0.25f, 0f, -2f};

    /** scheduler, prediction, spacing, steps, sum of timesteps, last sample. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            DDIM, epsilon, leading, 1, 1, 1.501236, -0.243138, 0.006059, -1.987511
            PNDM, epsilon, leading, 1, 1, 1.501236, -0.243138, 0.006059, -1.987511
            DDIM, epsilon, leading, 2, 502, 2.144074, -0.352116, 0.004483, -2.848306
            PNDM, epsilon, leading, 2, 503, 2.387029, 0.070183, 0.401161, -2.246662
            DDIM, epsilon, leading, 7, 2989, 4.394016, -1.475288, -0.636816, -7.344593
            PNDM, epsilon, leading, 7, 3700, 4.352180, -0.970034, -0.209718, -6.292248
            DDIM, epsilon, leading, 50, 24550, 6.069994, -2.809173, -1.540722, -11.688339
            PNDM, epsilon, leading, 50, 25511, 6.038781, -2.666790, -1.423137, -11.372362
            DDIM, epsilon, trailing, 1, 999, 8.128152, -9.842263, -7.275061, -27.812677
            PNDM, epsilon, trailing, 1, 999, 8.128151, -9.842262, -7.275060, -27.812675
            DDIM, epsilon, trailing, 2, 1498, 7.220970, -6.873412, -4.859928, -20.967794
            PNDM, epsilon, trailing, 2, 1997, 4.442003, 2.221070, 2.538347, 0.000137
            DDIM, epsilon, trailing, 7, 3993, 6.542546, -4.144912, -2.618131, -14.832372
            PNDM, epsilon, trailing, 7, 4849, 6.265279, -2.754615, -1.466059, -11.774510
            DDIM, epsilon, trailing, 50, 25450, 6.384894, -3.198215, -1.829198, -12.781319
            PNDM, epsilon, trailing, 50, 26429, 6.347276, -3.035412, -1.695028, -12.418096
            DDIM, epsilon, trailing, 48, 24448, 6.022732, -2.935094, -1.655406, -11.892919
            PNDM, epsilon, trailing, 48, 25426, 5.992867, -2.783596, -1.529815, -11.560061
            DDIM, v_prediction, trailing, 61, 30938, 0.271663, 0.495109, 0.463189, 0.718556
            PNDM, v_prediction, trailing, 61, 31921, 0.274277, 0.489608, 0.458846, 0.704940
            DDIM, epsilon, linspace, 1, 0, 1.500000, -0.250000, 0.000000, -2.000000
            PNDM, epsilon, linspace, 1, 0, 1.500000, -0.250000, 0.000000, -2.000000
            DDIM, epsilon, linspace, 2, 999, 5.076868, -4.834682, -3.418746, -14.746230
            PNDM, epsilon, linspace, 2, 999, 1.286024, 0.736920, 0.815363, 0.187816
            DDIM, epsilon, linspace, 7, 3496, 5.502414, -3.329337, -2.067658, -12.161087
            PNDM, epsilon, linspace, 7, 4328, 5.301404, -2.105440, -1.047319, -9.512282
            DDIM, epsilon, linspace, 50, 24975, 6.211670, -3.073708, -1.747223, -12.359082
            PNDM, epsilon, linspace, 50, 25954, 6.177853, -2.916696, -1.617474, -12.011247
            DDIM, v_prediction, leading, 1, 1, 1.500484, -0.243018, 0.006054, -1.986520
            PNDM, v_prediction, leading, 1, 1, 1.500484, -0.243018, 0.006054, -1.986520
            DDIM, v_prediction, leading, 2, 502, 0.469062, -0.072078, 0.005228, -0.613218
            PNDM, v_prediction, leading, 2, 503, 0.808144, 0.115550, 0.214492, -0.577044
            DDIM, v_prediction, leading, 7, 2989, 0.939303, 0.001396, 0.135383, -0.936510
            PNDM, v_prediction, leading, 7, 3700, 1.024593, 0.066680, 0.203524, -0.891233
            DDIM, v_prediction, leading, 50, 24550, 1.119306, 0.024561, 0.180953, -1.070183
            PNDM, v_prediction, leading, 50, 25511, 1.131793, 0.034282, 0.191069, -1.063228
            DDIM, v_prediction, trailing, 1, 999, -0.798510, -0.446318, -0.496631, -0.094125
            PNDM, v_prediction, trailing, 1, 999, -0.798510, -0.446318, -0.496631, -0.094126
            DDIM, v_prediction, trailing, 2, 1498, 0.266530, -0.125471, -0.069471, -0.517471
            PNDM, v_prediction, trailing, 2, 1997, 0.580632, 0.126938, 0.191752, -0.326755
            DDIM, v_prediction, trailing, 7, 3993, 0.891320, -0.018034, 0.111874, -0.927388
            PNDM, v_prediction, trailing, 7, 4849, 0.978732, 0.050068, 0.182735, -0.878595
            DDIM, v_prediction, trailing, 50, 25450, 1.113811, 0.022503, 0.178404, -1.068805
            PNDM, v_prediction, trailing, 50, 26429, 1.126341, 0.032324, 0.188612, -1.061694
            DDIM, v_prediction, linspace, 1, 0, 1.500000, -0.250000, 0.000000, -2.000000
            PNDM, v_prediction, linspace, 1, 0, 1.500000, -0.250000, 0.000000, -2.000000
            DDIM, v_prediction, linspace, 2, 999, 0.881991, -0.419275, -0.233380, -1.720542
            PNDM, v_prediction, linspace, 2, 999, 0.527451, -0.053319, 0.029648, -0.634089
            DDIM, v_prediction, linspace, 7, 3496, 0.962118, -0.089484, 0.060745, -1.141086
            PNDM, v_prediction, linspace, 7, 4328, 1.045780, -0.019699, 0.132512, -1.085178
            DDIM, v_prediction, linspace, 50, 24975, 1.118405, 0.017583, 0.174843, -1.083240
            PNDM, v_prediction, linspace, 50, 25954, 1.131108, 0.027620, 0.185261, -1.075869
            EULER, epsilon, leading, 1, 1, 1.503304, -0.226499, 0.020616, -1.956301
            EULER, epsilon, leading, 2, 502, 2.140773, -0.334567, 0.019053, -2.809906
            EULER, epsilon, leading, 7, 2989, 4.371921, -1.448357, -0.616888, -7.268634
            EULER, epsilon, leading, 50, 24550, 6.033895, -2.771101, -1.513245, -11.576098
            EULER, epsilon, trailing, 1, 999, 8.068012, -9.852829, -7.292709, -27.773670
            EULER, epsilon, trailing, 2, 1498, 7.151627, -6.829329, -4.832050, -20.810287
            EULER, epsilon, trailing, 7, 3993, 6.531685, -4.148005, -2.622335, -14.827696
            EULER, epsilon, trailing, 50, 25450, 6.325912, -3.153280, -1.799109, -12.632468
            EULER, epsilon, trailing, 48, 24448, 6.327333, -3.160019, -1.804683, -12.647374
            EULER, epsilon, trailing, 61, 30938, 6.321000, -3.125325, -1.775850, -12.571643
            EULER, epsilon, trailing, 1000, 499500, 6.293401, -3.003997, -1.675795, -12.301392
            EULER, epsilon, linspace, 1, 0, 0.057952, 0.007356, 0.014584, -0.043241
            EULER, epsilon, linspace, 2, 999, 8.039436, -9.739803, -7.199912, -27.519043
            EULER, epsilon, linspace, 7, 3496, 6.575101, -4.336432, -2.777642, -15.247965
            EULER, epsilon, linspace, 50, 24975, 6.327898, -3.156904, -1.801932, -12.641705
            EULER, v_prediction, leading, 1, 1, 1.500744, -0.226093, 0.020598, -1.952929
            EULER, v_prediction, leading, 2, 502, 0.479181, -0.056787, 0.019780, -0.592754
            EULER, v_prediction, leading, 7, 2989, 0.944927, 0.015985, 0.148691, -0.912956
            EULER, v_prediction, leading, 50, 24550, 1.123209, 0.038929, 0.193826, -1.045350
            EULER, v_prediction, trailing, 1, 999, -0.843580, -0.440212, -0.497836, -0.036842
            EULER, v_prediction, trailing, 2, 1498, 0.240020, -0.113064, -0.062623, -0.466148
            EULER, v_prediction, trailing, 7, 3993, 0.878465, -0.004019, 0.122050, -0.886504
            EULER, v_prediction, trailing, 50, 25450, 1.112166, 0.037137, 0.190713, -1.037892
            EULER, v_prediction, trailing, 48, 24448, 1.110381, 0.036860, 0.190220, -1.036661
            EULER, v_prediction, trailing, 61, 30938, 1.123055, 0.038395, 0.193346, -1.046265
            EULER, v_prediction, trailing, 1000, 499500, 1.153251, 0.043088, 0.201683, -1.067077
            EULER, v_prediction, linspace, 1, 0, 0.057909, 0.007356, 0.014578, -0.043198
            EULER, v_prediction, linspace, 2, 999, -0.775913, -0.427763, -0.477499, -0.079612
            EULER, v_prediction, linspace, 7, 3496, 0.851476, -0.010173, 0.112919, -0.871823
            EULER, v_prediction, linspace, 50, 24975, 1.114927, 0.037086, 0.191063, -1.040756
            """)
    void endsWhereDiffusersEnds(
            NoiseSchedulerKind kind,
            String prediction,
            String spacing,
            int steps,
            int timesteps,
            double a,
            double b,
            double c,
            double d) {
        SchedulerConfig config =
                new SchedulerConfig(1000, 0.00085, 0.012, "scaled_linear", prediction, spacing, 1, false, true);
        assertRun(kind.coefficients().scheduler(config, steps), timesteps, a, b, c, d);
    }

    /** Of every number of steps, every timestep and its place, in one number: noise_schedulers.py, every_count. */
    @ParameterizedTest
    @CsvSource({"leading, 34611834680720", "trailing, 41624792948810", "linspace, 41596999680566"})
    void everyNumberOfStepsHasDiffusersTimesteps(String spacing, long golden) {
        SchedulerConfig config =
                new SchedulerConfig(1000, 0.00085, 0.012, "scaled_linear", "epsilon", spacing, 1, false, true);
        long total = 0;
        for (int steps = 1; steps < 1000; steps++) {
            int[] timesteps = config.timesteps(steps);
            for (int place = 0; place < timesteps.length; place++) {
                total += (place + 1L) * timesteps[place] * steps;
            }
        }
        assertThat(total).isEqualTo(golden);
    }

    @Test
    void linearBetasWithAlphaOneEndWhereDiffusersEnds() {
        SchedulerConfig config =
                new SchedulerConfig(1000, 0.0001, 0.02, "linear", "epsilon", "leading", 0, true, false);
        assertRun(new Ddim().scheduler(config, 10), 4500, 20.224468, -11.846056, -7.264551, -43.916573);
    }

    @Test
    void rungeKuttaStartEndsWhereDiffusersEnds() {
        SchedulerConfig config =
                new SchedulerConfig(1000, 0.0001, 0.02, "linear", "epsilon", "leading", 0, false, false);
        assertRun(new Pndm().scheduler(config, 4), 4500, 7.932120, -1.289644, 0.027751, -10.511408);
        assertRun(new Pndm().scheduler(config, 20), 17300, 21.987768, -12.695843, -7.741042, -47.379456);
        assertThatThrownBy(() -> new Pndm().scheduler(config, 3))
                .hasMessage("Invalid numInferenceSteps: 3 (must be at least 4 for pndm with skip_prk_steps false in"
                        + " scheduler_config.json)");
    }

    @Test
    void eulerOfItsOwnDefaultsEndsWhereDiffusersEnds() {
        assertRun(
                new Euler().scheduler(new Euler().defaults(), 10),
                4995,
                37.097801,
                -32.791622,
                -22.807421,
                -102.681038);
    }

    @Test
    void refusesWhatTrainingNeverSaw() {
        SchedulerConfig config =
                new SchedulerConfig(1000, 0.00085, 0.012, "scaled_linear", "epsilon", "leading", 1, false, true);
        assertThatThrownBy(() -> new Ddim().scheduler(config, 1000))
                .hasMessage("Invalid numInferenceSteps: 1000 (its first timestep 1000 is past the last of training;"
                        + " take fewer steps)");
        assertThatThrownBy(() -> new Ddim().scheduler(config, 1001)).hasMessageContaining("must be 1 to 1000");
    }

    private static void assertRun(NoiseScheduler scheduler, int timesteps, double... last) {
        Latents latents = new Latents(scheduler, () -> START);
        for (Step step : scheduler.steps()) {
            latents.advance(step, network(latents.input(step), step.timestep()));
        }
        assertThat(Math.rint(
                        scheduler.steps().stream().mapToDouble(Step::timestep).sum()))
                .isEqualTo(timesteps);
        for (int i = 0; i < last.length; i++) {
            assertThat((double) latents.current()[i])
                    .isCloseTo(
                            last[i],
                            Offset.offset(2e-6 * Math.max(1, scheduler.initialSigma()) + 2e-6 * Math.abs(last[i])));
        }
    }

    static float[] network(float[] x, float t) {
        float[] output = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            output[i] = 0.3f * x[i] + t / 1000f - 0.5f;
        }
        return output;
    }
}
