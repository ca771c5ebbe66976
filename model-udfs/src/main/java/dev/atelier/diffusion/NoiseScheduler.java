package dev.atelier.diffusion;

import java.util.List;

/**
 * The way from noise to a picture's latents, as steps whose coefficients are known before the run. Every step is linear
 * in samples and network outputs that are already there and in fresh noise, so nothing else has to be remembered.
 *
 * @param initialSigma the run starts from so many times standard normal noise
 * @param steps in order; one call of the network each
 */
public record NoiseScheduler(double initialSigma, List<Step> steps) {
    /**
     * The network sees {@code inputScale * x[0]}; then {@code x' = sum over i of sampleScales[i] * x[i] + sum over j of
     * outputScales[j] * output[j] + noiseScale * z}, with z standard normal.
     *
     * @param timestep what the network is told
     * @param sampleScales newest first: the first belongs to the sample that the network just saw
     * @param outputScales newest first: the first belongs to this step's own output
     * @param noiseScale 0 draws no noise
     */
    public record Step(
            float timestep,
            double inputScale,
            List<Double> sampleScales,
            List<Double> outputScales,
            double noiseScale) {
        public Step {
            sampleScales = List.copyOf(sampleScales);
            outputScales = List.copyOf(outputScales);
        }

        /** A step that shows the network the sample as it is and adds no noise. */
        static Step plain(int timestep, List<Double> sampleScales, List<Double> outputScales) {
            return new Step(timestep, 1, sampleScales, outputScales, 0);
        }
    }

    public NoiseScheduler {
        steps = List.copyOf(steps);
    }
}
