package dev.atelier.plan;

import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.NoiseSchedulerKind;
import dev.atelier.domain.Require;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Section {@code image} of a template: how its pictures are drawn and finished; see {@link ImageParameters}.
 *
 * @param sizes {@code WIDTHxHEIGHT} in pixels, each drawn for each candidate; no default: it is the model's
 * @param numInferenceSteps default 50
 * @param guidanceScale default 7.5; 1 or less draws without guidance
 * @param noiseScheduler default {@code ddim}
 * @param upscaleFactor default 1
 * @param sharpenAmount default 0
 */
public record ImagePart(
        List<String> sizes,
        Integer numInferenceSteps,
        Double guidanceScale,
        NoiseSchedulerKind noiseScheduler,
        Integer upscaleFactor,
        Double sharpenAmount)
        implements Serializable {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    public ImagePart {
        sizes = Require.list(sizes);
        Require.that(!sizes.isEmpty(), "image.sizes", sizes, "name at least one, such as 512x512");
        Require.that(sizes.stream().distinct().count() == sizes.size(), "image.sizes", sizes, "must differ");
        numInferenceSteps = numInferenceSteps == null ? 50 : numInferenceSteps;
        guidanceScale = guidanceScale == null ? 7.5 : guidanceScale;
        noiseScheduler = noiseScheduler == null ? NoiseSchedulerKind.DDIM : noiseScheduler;
        upscaleFactor = upscaleFactor == null ? 1 : upscaleFactor;
        sharpenAmount = sharpenAmount == null ? 0 : sharpenAmount;
        for (String size : sizes) {
            new ImageParameters(
                    px(size, 1),
                    px(size, 2),
                    numInferenceSteps,
                    guidanceScale,
                    noiseScheduler,
                    0,
                    1,
                    upscaleFactor,
                    sharpenAmount);
        }
    }

    /** Picture {@code imageIndex} of a draw; the number of pictures counts only where it changes one that comes before. */
    ImageParameters parameters(String size, int imageIndex, int numImagesPerPrompt) {
        // sides of 16 pixels make latents of whole blocks of noise in every VAE that shrinks by 8 or less
        boolean wholeBlocks = Stream.of(1, 2).allMatch(side -> px(size, side) % 16 == 0);
        return new ImageParameters(
                px(size, 1),
                px(size, 2),
                numInferenceSteps,
                guidanceScale,
                noiseScheduler,
                imageIndex,
                wholeBlocks ? imageIndex + 1 : numImagesPerPrompt,
                upscaleFactor,
                sharpenAmount);
    }

    /** @param side 1 for the width, 2 for the height */
    private static int px(String size, int side) {
        Matcher px = SIZE.matcher(size);
        Require.that(px.matches(), "image.sizes", size, "must be WIDTHxHEIGHT in pixels, such as 512x512");
        return Integer.parseInt(px.group(side));
    }
}
