package dev.atelier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.domain.Pixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefectsTest {
    /** scripts/golden/picture_measures.py, scikit-image 0.26.0, scipy 1.17.1, numpy 2.4.6. */
    @ParameterizedTest
    @CsvSource({
        "pattern, 37, 23, 0, 0.122806469208, 47.937471731681, 0.792156862745",
        "hills, 64, 48, 60, 0.693805465646, 0.741301109253, 0.827450980392",
        "hills, 51, 80, 17, 0.199506275172, 8.895613311034, 0.803921568627",
        "hills, 200, 9, 233, 0.907294733160, 0.247100369751, 0.768627450980"
    })
    void asScikitImageAndNumpyHaveThem(
            String kind, int width, int height, int period, double blur, double noise, double range) {
        Pixels picture =
                kind.equals("pattern") ? Pictures.pattern(width, height) : Pictures.hills(width, height, period);
        Defects defects = Defects.of(picture);
        assertThat(defects.blur()).isCloseTo(blur, within(1e-9));
        assertThat(defects.noise()).isCloseTo(noise, within(1e-9));
        assertThat(Exposure.of(picture).tonalRange()).isCloseTo(range, within(1e-9));
    }

    @Test
    void aFlatPictureAndOneOfOnePixelHaveNoDefect() {
        Defects none = new Defects(0, 0, 0, 1);
        assertThat(Defects.of(Pictures.flat(32, 20, 90, 90, 90))).isEqualTo(none);
        assertThat(Defects.of(Pictures.flat(1, 1, 255, 0, 0))).isEqualTo(none);
        assertThat(none.quality()).isEqualTo(100);
        assertThat(none.worst()).isEmpty();
    }

    @Test
    void blocksGrowAsJpegGetsCoarser() {
        for (int seed = 0; seed < 5; seed++) {
            Pixels picture = DrawnPictures.scene(seed, 128);
            double before = Defects.of(picture).blockiness();
            for (int quality : new int[] {90, 50, 20, 5}) {
                double now = Defects.of(Distortion.jpeg(picture, quality)).blockiness();
                assertThat(now).as("seed " + seed + ", quality " + quality).isGreaterThan(before);
                before = now;
            }
            assertThat(before).isGreaterThan(1.5);
        }
    }

    /** Four stripes of 8 pixels, each 60 brighter: |2d - before - after| is 120 at their borders and 0 two pixels away. */
    @Test
    void blocksByHand() {
        byte[] rgb = new byte[3 * 32 * 32];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % 32 / 8 * 60);
        }
        // across: 120 / 0.5; down: nothing; the mean of both
        assertThat(Defects.of(new Pixels(32, 32, rgb)).blockiness()).isCloseTo(120, within(1e-9));
    }

    @Test
    void noiseIsFoundInGreyLevels() {
        Pixels grey = Pictures.flat(128, 128, 120, 120, 120);
        for (double strength : new double[] {4, 10, 20}) {
            // a third of the colours' weights each: 0.299, 0.587 and 0.114 leave 0.6685 of a noise that is new in every
            // colour
            assertThat(Defects.of(Distortion.noise(grey, strength, 7)).noise())
                    .isCloseTo(0.6685 * strength, within(0.05 * strength));
        }
    }

    @Test
    void bandsByHand() {
        byte[] rgb = new byte[3 * 4];
        for (int i = 0; i < 4; i++) {
            rgb[3 * i] = (byte) new int[] {10, 20, 40, 40}[i]; // 10, (10 + 20) / 2, 20, 20
            rgb[3 * i + 1] = (byte) new int[] {0, 100, 255, 255}[i]; // 255 / 2
            rgb[3 * i + 2] = 7;
        }
        assertThat(Defects.of(new Pixels(4, 1, rgb)).banding()).isCloseTo((65 / 4.0 + 127.5 + 1) / 3, within(1e-9));
    }

    @Test
    void theWorstDefectIsNamed() {
        Pixels picture = DrawnPictures.scene(3, 256);
        assertThat(Defects.of(Distortion.BLUR.of(picture, 5, 0)).worst()).hasValue("blur");
        assertThat(Defects.of(Distortion.NOISE.of(picture, 5, 0)).worst()).hasValue("noise");
        assertThat(Defects.of(Distortion.JPEG.of(picture, 5, 0)).worst()).hasValue("blockiness");
        assertThat(Defects.of(Distortion.POSTERISED.of(picture, 5, 0)).worst()).hasValue("banding");
    }

    @Test
    void exposureByHand() {
        byte[] rgb = Pictures.flat(10, 10, 120, 120, 120).rgb();
        java.util.Arrays.fill(rgb, 0, 30, (byte) 1); // ten pixels black
        java.util.Arrays.fill(rgb, 30, 90, (byte) 254); // twenty white
        rgb[90] = (byte) 255; // red alone is not white
        Exposure exposure = Exposure.of(new Pixels(10, 10, rgb));
        assertThat(exposure.darkClipped()).isEqualTo(0.1);
        assertThat(exposure.brightClipped()).isEqualTo(0.2);
        assertThat(exposure.brightness())
                .isCloseTo((10 + 20 * 254 + 69 * 120 + Math.round(120 + 0.299 * 135)) / 100.0, within(1e-9));
        assertThat(exposure.tonalRange()).isCloseTo(253 / 255.0, within(1e-9));
    }

    @Test
    void moreLightClipsMore() {
        Pixels picture = DrawnPictures.scene(5, 128);
        double[] gains = {0.02, 0.2, 1, 2, 4};
        for (int i = 1; i < gains.length; i++) {
            Exposure less = Exposure.of(lit(picture, gains[i - 1]));
            Exposure more = Exposure.of(lit(picture, gains[i]));
            assertThat(more.brightness()).isGreaterThan(less.brightness());
            assertThat(more.brightClipped()).isGreaterThanOrEqualTo(less.brightClipped());
            assertThat(more.darkClipped()).isLessThanOrEqualTo(less.darkClipped());
        }
        assertThat(Exposure.of(lit(picture, 4)).brightClipped()).isGreaterThan(0.3);
        assertThat(Exposure.of(lit(picture, 0.005)).darkClipped()).isEqualTo(1);
        assertThat(Exposure.of(lit(picture, 0.02)).tonalRange()).isLessThan(0.05);
    }

    private static Pixels lit(Pixels in, double gain) {
        byte[] rgb = in.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) DrawnPictures.within(Math.round((rgb[i] & 255) * gain));
        }
        return new Pixels(in.widthPx(), in.heightPx(), rgb);
    }
}
