package dev.atelier.diffusion;

import java.util.Map;

/** A noise scheduler as diffusers' class of that name computes it: a configuration and a number of steps to coefficients. */
public interface Coefficients {
    /** What that class takes where a scheduler_config.json says nothing. */
    SchedulerConfig defaults();

    /** Further keys of that class, with the one value that is implemented, which is also its default. */
    default Map<String, String> only() {
        return Map.of();
    }

    /** @throws IllegalArgumentException for steps that the configuration cannot give */
    NoiseScheduler scheduler(SchedulerConfig config, int numInferenceSteps);
}
