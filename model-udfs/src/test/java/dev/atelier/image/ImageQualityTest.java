package dev.atelier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.domain.Pixels;
import org.junit.jupiter.api.Test;

class ImageQualityTest {
    private static final Pixels DISC = Pictures.disc(64, 32, 32, 20, 200, 30, 30);

    @Test
    void anEmptyPictureIsBlankAndHasNothingElse() {
        assertThat(ImageQuality.of(Pictures.flat(16, 16, 90, 90, 90))).isEqualTo(new ImageQuality(0, 0, 1, 0, 0));
    }

    @Test
    void halfBlackHalfWhiteByHand() {
        byte[] rgb = Pictures.flat(4, 4, 0, 0, 0).rgb();
        java.util.Arrays.fill(rgb, 24, 48, (byte) 255);
        ImageQuality q = ImageQuality.of(new Pixels(4, 4, rgb));
        assertThat(q.contrast()).isCloseTo(127.5, within(1e-9));
        assertThat(q.blankness()).isEqualTo(0.5);
        assertThat(q.entropy()).isEqualTo(1.0);
        assertThat(q.colourfulness()).isZero();
        // rows: 0, +255, -255, 0; mean 0, variance 255^2 / 2
        assertThat(q.sharpness()).isCloseTo(32512.5, within(1e-6));
    }

    @Test
    void sharpeningSharpensAndBlurringByResizeBlurs() {
        Pixels soft = Resize.to(Resize.to(DISC, 16, 16, Resize.Filter.BICUBIC), 64, 64, Resize.Filter.BICUBIC);
        double sharp = ImageQuality.of(DISC).sharpness();
        assertThat(ImageQuality.of(soft).sharpness()).isLessThan(sharp / 2);
        assertThat(ImageQuality.of(Sharpen.unsharp(DISC, 1, 1)).sharpness()).isGreaterThan(sharp);
    }

    @Test
    void sharpeningAFlatPictureOrByNothingChangesNothing() {
        Pixels flat = Pictures.flat(7, 9, 13, 77, 200);
        assertThat(Sharpen.unsharp(flat, 2, 3).rgb()).isEqualTo(flat.rgb());
        assertThat(Sharpen.unsharp(DISC, 2, 0)).isSameAs(DISC);
        Pixels column = Pictures.pattern(1, 40);
        assertThat(Sharpen.unsharp(column, 1, 1).rgb()).isNotEqualTo(column.rgb());
    }

    @Test
    void aColourIsMoreColourfulThanGrey() {
        assertThat(ImageQuality.of(DISC).colourfulness())
                .isGreaterThan(ImageQuality.of(Pictures.disc(64, 32, 32, 20, 90, 90, 90))
                                .colourfulness()
                        + 40);
    }

    @Test
    void theHashIsNearForTheSameThingAndFarForAnother() {
        long hash = PerceptualHash.of(DISC);
        long resized = PerceptualHash.of(Resize.to(DISC, 200, 200, Resize.Filter.LANCZOS3));
        long moved = PerceptualHash.of(Pictures.disc(64, 14, 44, 9, 200, 30, 30));
        assertThat(PerceptualHash.distance(hash, hash)).isZero();
        assertThat(PerceptualHash.distance(hash, resized)).isLessThanOrEqualTo(4);
        assertThat(PerceptualHash.distance(hash, moved)).isGreaterThan(12);
    }
}
