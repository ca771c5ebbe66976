package dev.atelier.domain;

import java.util.Arrays;

/**
 * How one picture is drawn and finished.
 *
 * @param noiseScheduler the way from noise to latents
 * @param imageIndex which of the pictures that one seed gives: picture k uses the k-th slice of one noise draw, as
 *     diffusers' {@code num_images_per_prompt} does
 * @param numImagesPerPrompt how many pictures that draw is for: where latents are no multiple of 16 numbers, the last of
 *     them are drawn otherwise
 * @param upscaleFactor 1 leaves the decoded pixels as they are
 * @param sharpenAmount 0 is off; the weight of an unsharp mask applied after upscaling
 */
public record ImageParameters(
        int widthPx,
        int heightPx,
        int numInferenceSteps,
        double guidanceScale,
        NoiseSchedulerKind noiseScheduler,
        int imageIndex,
        int numImagesPerPrompt,
        int upscaleFactor,
        double sharpenAmount) {
    public ImageParameters {
        Require.that(
                widthPx >= 8 && widthPx <= 4096 && widthPx % 8 == 0,
                "widthPx",
                widthPx,
                "must be 8 to 4096, in steps of 8");
        Require.that(
                heightPx >= 8 && heightPx <= 4096 && heightPx % 8 == 0,
                "heightPx",
                heightPx,
                "must be 8 to 4096, in steps of 8");
        Require.that(
                numInferenceSteps >= 1 && numInferenceSteps <= 1000,
                "numInferenceSteps",
                numInferenceSteps,
                "must be 1 to 1000, the training timesteps in scheduler_config.json");
        Require.that(guidanceScale >= 0 && guidanceScale <= 100, "guidanceScale", guidanceScale, "must be 0 to 100");
        Require.that(
                noiseScheduler != null,
                "noiseScheduler",
                noiseScheduler,
                "must be one of " + Arrays.toString(NoiseSchedulerKind.values()));
        Require.within(numImagesPerPrompt, 1, 1024, "numImagesPerPrompt");
        Require.that(
                imageIndex >= 0 && imageIndex < numImagesPerPrompt,
                "imageIndex",
                imageIndex,
                "must be 0 to " + (numImagesPerPrompt - 1) + ", one of numImagesPerPrompt");
        Require.within(upscaleFactor, 1, 8, "upscaleFactor");
        Require.that(sharpenAmount >= 0 && sharpenAmount <= 5, "sharpenAmount", sharpenAmount, "must be 0 (off) to 5");
    }

    IdWriter written() {
        return IdWriter.of("drawing/1")
                .number("widthPx", widthPx)
                .number("heightPx", heightPx)
                .number("numInferenceSteps", numInferenceSteps)
                .number("guidanceScale", guidanceScale)
                .word("noiseScheduler", noiseScheduler)
                .number("imageIndex", imageIndex, 0)
                .number("numImagesPerPrompt", numImagesPerPrompt, imageIndex + 1)
                .number("upscaleFactor", upscaleFactor, 1)
                .number("sharpenAmount", sharpenAmount, 0);
    }
}
