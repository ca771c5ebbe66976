package dev.atelier.inference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.diffusion.NoiseScheduler;
import dev.atelier.diffusion.SchedulerConfig;
import dev.atelier.domain.RowFailure;
import dev.atelier.weights.BadModelException;
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
final class SchedulerFile {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerFile.class);
    private static final String NAME = "scheduler/scheduler_config.json";
    /** diffusers, pipeline_stable_diffusion.py: {@code new_config["steps_offset"] = 1}. */
    private static final int STEPS_OFFSET = 1;

    private final Path file;
    private final JsonNode json;

    private SchedulerFile(Path file, JsonNode json) {
        this.file = file;
        this.json = json;
    }

    /** @throws BadModelException for a value that is not implemented */
    static SchedulerFile read(ModelDirectory directory) {
        SchedulerFile scheduler = new SchedulerFile(directory.file(NAME), directory.config(NAME));
        for (String key : List.of("thresholding", "rescale_betas_zero_snr", "use_karras_sigmas")) {
            scheduler.refuse(key, scheduler.flag(key, false), "not implemented; must be false");
        }
        scheduler.sayWhatIsCorrected();
        scheduler.refuse("trained_betas", scheduler.json.hasNonNull("trained_betas"), "not implemented; must be null");
        try {
            scheduler.config("pndm");
        } catch (IllegalArgumentException e) {
            throw new BadModelException(scheduler.file, "scheduler", e.getMessage(), "must be implemented", e);
        }
        return scheduler;
    }

    /** The steps of a request. @throws RowFailure if this model's configuration cannot give them */
    NoiseScheduler scheduler(String name, int numInferenceSteps) {
        try {
            return NoiseScheduler.of(name, config(name), numInferenceSteps);
        } catch (IllegalArgumentException e) {
            throw new RowFailure("unsupported_scheduler", e.getMessage(), e);
        }
    }

    private SchedulerConfig config(String name) {
        return new SchedulerConfig(
                json.path("num_train_timesteps").asInt(1000),
                json.path("beta_start").asDouble(0.0001),
                json.path("beta_end").asDouble(0.02),
                json.path("beta_schedule").asText("linear"),
                json.path("prediction_type").asText("epsilon"),
                json.path("timestep_spacing").asText("leading"),
                STEPS_OFFSET,
                flag("set_alpha_to_one", name.equals("ddim")),
                flag("skip_prk_steps", false));
    }

    private void sayWhatIsCorrected() {
        boolean clips = flag("clip_sample", false);
        int offset = json.path("steps_offset").asInt(0);
        if (clips || offset != STEPS_OFFSET) {
            LOG.info(
                    "{} says steps_offset {} and clip_sample {}; drawn with steps_offset 1 and clip_sample false, as"
                            + " diffusers' StableDiffusionPipeline corrects such files",
                    file,
                    offset,
                    clips);
        }
    }

    private boolean flag(String key, boolean absent) {
        JsonNode value = json.path(key);
        refuse(key, json.hasNonNull(key) && !value.isBoolean(), "must be true or false");
        return value.asBoolean(absent);
    }

    private void refuse(String key, boolean bad, String rule) {
        if (bad) {
            throw new BadModelException(file, key, json.get(key), rule);
        }
    }
}
