package dev.atelier.diffusion;

import java.util.stream.IntStream;

/**
 * The numbers of a scheduler_config.json that decide the coefficients; its keys, with the unit steps of training.
 *
 * @param betaSchedule {@code linear} or {@code scaled_linear}
 * @param predictionType what the network says: {@code epsilon} or {@code v_prediction}
 * @param timestepSpacing {@code leading}, {@code trailing} or {@code linspace} (arXiv 2305.08891, table 2)
 * @param setAlphaToOne whether the sample before the first timestep counts as free of noise
 * @param skipPrkSteps whether PNDM starts without its Runge-Kutta steps
 */
public record SchedulerConfig(
        int numTrainTimesteps,
        double betaStart,
        double betaEnd,
        String betaSchedule,
        String predictionType,
        String timestepSpacing,
        int stepsOffset,
        boolean setAlphaToOne,
        boolean skipPrkSteps) {
    public SchedulerConfig {
        require(numTrainTimesteps >= 1, "num_train_timesteps", numTrainTimesteps, "must be at least 1");
        require(betaStart > 0 && betaStart < 1, "beta_start", betaStart, "must be between 0 and 1");
        require(betaEnd > 0 && betaEnd < 1, "beta_end", betaEnd, "must be between 0 and 1");
        require(
                betaSchedule.matches("linear|scaled_linear"),
                "beta_schedule",
                betaSchedule,
                "must be linear or scaled_linear");
        require(
                predictionType.matches("epsilon|v_prediction"),
                "prediction_type",
                predictionType,
                "must be epsilon or v_prediction");
        require(
                timestepSpacing.matches("leading|trailing|linspace"),
                "timestep_spacing",
                timestepSpacing,
                "must be leading, trailing or linspace");
    }

    boolean predictsVelocity() {
        return predictionType.equals("v_prediction");
    }

    /** The timesteps of a run, first the noisiest, as diffusers' {@code set_timesteps}: as many, or one more. */
    int[] timesteps(int numInferenceSteps) {
        require(
                numInferenceSteps >= 1 && numInferenceSteps <= numTrainTimesteps,
                "numInferenceSteps",
                numInferenceSteps,
                "must be 1 to " + numTrainTimesteps + ", num_train_timesteps in scheduler_config.json");
        int[] timesteps = timestepSpacing.equals("trailing")
                ? trailing(numInferenceSteps)
                : IntStream.range(0, numInferenceSteps)
                        .map(i -> timestep(i, numInferenceSteps))
                        .toArray();
        require(
                timesteps[0] < numTrainTimesteps,
                "numInferenceSteps",
                numInferenceSteps,
                "its first timestep " + timesteps[0] + " is past the last of training; take fewer steps");
        return timesteps;
    }

    private int timestep(int i, int n) {
        return timestepSpacing.equals("leading")
                ? (n - 1 - i) * (numTrainTimesteps / n) + stepsOffset
                : (int) Math.rint(n == 1 ? 0 : (n - 1 - i) * ((numTrainTimesteps - 1.0) / (n - 1)));
    }

    /**
     * {@code np.round(np.arange(num_train_timesteps, 0, -num_train_timesteps / n)) - 1}, rounding included: the stride is
     * the difference of the first two numbers, and for some n (61, 103 ...) there is one number more, timestep -1.
     */
    private int[] trailing(int n) {
        double stride = (double) numTrainTimesteps / n;
        double difference = (numTrainTimesteps - stride) - numTrainTimesteps;
        return IntStream.range(0, (int) Math.ceil(numTrainTimesteps / stride))
                .map(i -> (int) Math.rint(numTrainTimesteps + i * difference) - 1)
                .toArray();
    }

    /** alphaCumprod at a timestep; timestep -1 is the last one, as an index of Python's. */
    static float at(float[] alphasCumprod, int timestep) {
        return alphasCumprod[timestep < 0 ? alphasCumprod.length + timestep : timestep];
    }

    /** Cumulative products of 1 - beta, one a training timestep, in float32 as diffusers holds them. */
    float[] alphasCumprod() {
        boolean scaled = betaSchedule.equals("scaled_linear");
        float start = (float) (scaled ? Math.sqrt(betaStart) : betaStart);
        float end = (float) (scaled ? Math.sqrt(betaEnd) : betaEnd);
        float step = numTrainTimesteps == 1 ? 0 : (end - start) / (numTrainTimesteps - 1);
        float[] cumprod = new float[numTrainTimesteps];
        double product = 1;
        for (int i = 0; i < numTrainTimesteps; i++) {
            // torch.linspace counts from the nearer end
            float x = i < numTrainTimesteps / 2 ? start + step * i : end - step * (numTrainTimesteps - 1 - i);
            product *= 1f - (scaled ? x * x : x);
            cumprod[i] = (float) product;
        }
        return cumprod;
    }

    private static void require(boolean ok, String what, Object value, String rule) {
        if (!ok) {
            throw new IllegalArgumentException("Invalid " + what + ": " + value + " (" + rule + ")");
        }
    }
}
