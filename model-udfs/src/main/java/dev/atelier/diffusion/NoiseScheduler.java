package dev.atelier.diffusion;

import java.util.List;

/**
 * The way from noise to a picture's latents, as steps whose coefficients are known before the run. Every step is linear
 * in samples and network outputs that are already there, so nothing else has to be remembered.
 *
 * @param steps in order; one call of the network each
 */
public record NoiseScheduler(List<Step> steps) {
    /**
     * {@code x' = sampleScale * x[samplesBack] + sum over i of outputScales[i] * output[i calls back]}.
     *
     * @param timestep what the network is told
     * @param samplesBack 0: the sample that the network just saw; 1: the one before it ...
     * @param outputScales newest first; the first belongs to this step's own output
     */
    public record Step(int timestep, int samplesBack, double sampleScale, List<Double> outputScales) {
        public Step {
            outputScales = List.copyOf(outputScales);
        }
    }

    public NoiseScheduler {
        steps = List.copyOf(steps);
    }

    /**
     * @param name {@code ddim} or {@code pndm}
     * @throws IllegalArgumentException for another name, or steps that the configuration cannot give
     */
    public static NoiseScheduler of(String name, SchedulerConfig config, int numInferenceSteps) {
        return switch (name) {
            case "ddim" -> new NoiseScheduler(Ddim.steps(config, numInferenceSteps));
            case "pndm" -> new NoiseScheduler(Pndm.steps(config, numInferenceSteps));
            default ->
                throw new IllegalArgumentException("Invalid noiseScheduler: " + name + " (must be ddim or pndm)");
        };
    }
}
