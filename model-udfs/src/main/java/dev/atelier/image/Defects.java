package dev.atelier.image;

import dev.atelier.domain.Pixels;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What making, storing and enlarging do to a picture.
 *
 * @param blur {@link Blur}: 0 (sharp) to 1; enlarged pictures have it too
 * @param noise {@link Noise}: standard deviation in grey levels
 * @param blockiness {@link Blockiness}: 0 for none; 1 where the borders of JPEG's blocks have twice the steps of other places
 * @param banding {@link Banding}: mean distance of a colour's neighbouring values, 1 for none
 */
public record Defects(double blur, double noise, double blockiness, double banding) {
    // from where a defect costs something, and where it costs all: between what 40 drawn pictures have without it and
    // at its worst
    private static final double[] BLUR = {0.45, 0.9};
    private static final double[] NOISE = {0.75, 32};
    private static final double[] BLOCKINESS = {0.2, 16};
    private static final double[] BANDING = {2, 128};

    public static Defects of(Pixels in) {
        int[] luma = Luma.whole(in);
        int width = in.widthPx();
        int height = in.heightPx();
        return new Defects(
                Blur.of(luma, width, height),
                Noise.of(luma, width, height),
                Blockiness.of(luma, width, height),
                Banding.of(in));
    }

    /**
     * 100 for none of the defects, and for each of them less in proportion, down to 0: a number without reference that falls with
     * what is done to a picture. Spearman's rank correlation with how much was done, of 240 drawn pictures that the bounds were not
     * set on: blur 0.90, noise 0.99, JPEG 0.87, enlarged 0.81, fewer colours 0.98; among the six forms of one picture 0.95 and more
     * (TechnicalQualityTest). A picture that is meant to be soft or to have few colours pays for it too.
     */
    public double quality() {
        double quality = 100;
        for (Part part : parts()) {
            quality *= 1 - part.lost();
        }
        return quality;
    }

    /** Word of the defect that costs most; empty if none does. */
    public Optional<String> worst() {
        return parts().stream()
                .filter(part -> part.lost() > 0)
                .max(Comparator.comparingDouble(Part::lost))
                .map(Part::word);
    }

    /** @param lost 0 to 1 */
    private record Part(String word, double lost) {}

    private List<Part> parts() {
        return List.of(
                new Part("blur", even(blur, BLUR)),
                new Part("noise", inPowers(noise, NOISE)),
                new Part("blockiness", inPowers(blockiness, BLOCKINESS)),
                new Part("banding", inPowers(banding, BANDING)));
    }

    /** 0 up to the first bound, 1 from the second on, a straight line between. */
    private static double even(double value, double[] bounds) {
        return Math.max(0, Math.min(1, (value - bounds[0]) / (bounds[1] - bounds[0])));
    }

    /** Likewise, with equal factors for equal steps. */
    private static double inPowers(double value, double[] bounds) {
        double ratio = Math.max(1, value / bounds[0]);
        return Math.min(1, StrictMath.log(ratio) / StrictMath.log(bounds[1] / bounds[0]));
    }
}
