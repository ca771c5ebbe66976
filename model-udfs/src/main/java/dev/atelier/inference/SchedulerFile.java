package dev.atelier.inference;

import dev.atelier.diffusion.Coefficients;
import dev.atelier.diffusion.NoiseScheduler;
import dev.atelier.diffusion.Pndm;
import dev.atelier.diffusion.SchedulerConfig;
import dev.atelier.domain.NoiseSchedulerKind;
import dev.atelier.domain.RowFailure;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ConfigKeys;
import dev.atelier.weights.ModelDirectory;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A diffusers directory's scheduler/scheduler_config.json, read for whichever noise scheduler a request names, as
 * diffusers' {@code from_config} does: the keys are shared, the defaults of absent keys are each scheduler's own. Two
 * keys are as StableDiffusionPipeline's constructor sets them, whatever the file says: steps_offset 1, clip_sample false.
 */
record SchedulerFile(Path file, ConfigKeys keys) {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerFile.class);
    private static final String NAME = "scheduler/scheduler_config.json";
    /** diffusers, pipeline_stable_diffusion.py: {@code new_config["steps_offset"] = 1}. */
    private static final int STEPS_OFFSET = 1;

    /** @throws BadModelException for a value that is not implemented */
    static SchedulerFile read(ModelDirectory directory) {
        SchedulerFile scheduler = new SchedulerFile(directory.file(NAME), ConfigKeys.of(directory, NAME));
        scheduler.keys.absent("thresholding", "rescale_betas_zero_snr", "use_karras_sigmas", "trained_betas");
        scheduler.sayWhatIsCorrected();
        try {
            scheduler.config(new Pndm().defaults());
        } catch (IllegalArgumentException e) {
            throw new BadModelException(scheduler.file, "scheduler", e.getMessage(), "must be implemented", e);
        }
        return scheduler;
    }

    /**
     * The steps of a request.
     *
     * @throws BadModelException for a value that this noise scheduler does not implement
     * @throws RowFailure if this model's configuration cannot give them
     */
    NoiseScheduler scheduler(NoiseSchedulerKind kind, int numInferenceSteps) {
        Coefficients coefficients = kind.coefficients();
        coefficients.only().forEach((key, value) -> keys.word(key, value, List.of(value)));
        try {
            return coefficients.scheduler(config(coefficients.defaults()), numInferenceSteps);
        } catch (IllegalArgumentException e) {
            throw new RowFailure("unsupported_scheduler", e.getMessage(), e);
        }
    }

    private SchedulerConfig config(SchedulerConfig absent) {
        return new SchedulerConfig(
                keys.positive("num_train_timesteps", absent.numTrainTimesteps()),
                keys.number("beta_start", absent.betaStart(), 0, 1),
                keys.number("beta_end", absent.betaEnd(), 0, 1),
                keys.word("beta_schedule", absent.betaSchedule(), List.of("linear", "scaled_linear")),
                keys.word("prediction_type", absent.predictionType(), List.of("epsilon", "v_prediction")),
                keys.word("timestep_spacing", absent.timestepSpacing(), List.of("leading", "trailing", "linspace")),
                STEPS_OFFSET,
                keys.flag("set_alpha_to_one", absent.setAlphaToOne()),
                keys.flag("skip_prk_steps", absent.skipPrkSteps()));
    }

    private void sayWhatIsCorrected() {
        boolean clips = keys.flag("clip_sample", false);
        double offset = keys.number("steps_offset", 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (clips || offset != STEPS_OFFSET) {
            LOG.info(
                    "{} says steps_offset {} and clip_sample {}; drawn with steps_offset 1 and clip_sample false, as"
                            + " diffusers' StableDiffusionPipeline corrects such files",
                    file,
                    (long) offset,
                    clips);
        }
    }
}
