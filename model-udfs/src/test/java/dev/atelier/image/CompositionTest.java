package dev.atelier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.domain.Pixels;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompositionTest {
    private static final Color FROM = Color.WHITE;
    private static final Color TO = new Color(205, 210, 225);

    /** Discs at x, y with radius r, all as shares of the side; the background goes from white to grey-blue. */
    private static Pixels discs(int side, double[]... discs) {
        BufferedImage canvas = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = canvas.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.setPaint(new GradientPaint(0, 0, FROM, side / 3f, side, TO));
        brush.fillRect(0, 0, side, side);
        brush.setPaint(new Color(180, 40, 30));
        for (double[] disc : discs) {
            double radius = disc[2] * side;
            brush.fill(new Ellipse2D.Double(disc[0] * side - radius, disc[1] * side - radius, 2 * radius, 2 * radius));
        }
        brush.dispose();
        return DrawnPictures.pixels(canvas);
    }

    private static double[] disc(double x, double y, double radius) {
        return new double[] {x, y, radius};
    }

    @Test
    void aDiscInTheMiddle() {
        for (int side : new int[] {64, 256, 512}) {
            Composition one = Composition.of(discs(side, disc(0.5, 0.5, 0.3)));
            assertThat(one.things()).isEqualTo(1);
            assertThat(one.coverage()).isCloseTo(Math.PI * 0.09, within(1.0 / side));
            assertThat(one.offCentre()).isLessThan(0.002);
            assertThat(one.cutSides()).isEmpty();
            assertThat(one.plainBackground()).isEqualTo(1);
        }
    }

    /** A disc only 30 grey levels darker than a background that itself darkens by 80. */
    @Test
    void aFaintDiscOnABackgroundThatDarkens() {
        int side = 128;
        byte[] rgb = new byte[3 * side * side];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % side;
            int y = i / 3 / side;
            boolean inside = Math.hypot(x + 0.5 - side / 2.0, y + 0.5 - side / 2.0) < side / 4.0;
            rgb[i] = (byte) (250 - 80 * y / (side - 1) - (inside ? 30 : 0));
        }
        Composition faint = Composition.of(new Pixels(side, side, rgb));
        assertThat(faint.things()).isEqualTo(1);
        assertThat(faint.coverage()).isCloseTo(Math.PI / 16, within(0.005));
        assertThat(faint.plainBackground()).isEqualTo(1);
    }

    @Test
    void aDiscThatIsShifted() {
        assertThat(Composition.of(discs(256, disc(0.7, 0.5, 0.2))).offCentre()).isCloseTo(0.2, within(0.002));
        assertThat(Composition.of(discs(256, disc(0.4, 0.3, 0.2))).offCentre())
                .isCloseTo(Math.hypot(0.1, 0.2), within(0.002));
    }

    @Test
    void discsThatTheEdgeCuts() {
        Composition left = Composition.of(discs(256, disc(0.1, 0.5, 0.2)));
        assertThat(left.cutSides()).containsExactly("left");
        assertThat(left.plainBackground()).isBetween(0.85, 0.95);
        assertThat(Composition.of(discs(256, disc(0.95, 0.95, 0.3), disc(0.5, 0.05, 0.1)))
                        .cutSides())
                .containsExactly("top", "right", "bottom");
    }

    @Test
    void asManyThingsAsWereDrawn() {
        Random chance = new Random(11);
        for (int count = 0; count <= 9; count++) {
            double[][] discs = new double[count][];
            for (int i = 0; i < count; i++) {
                int row = i / 3;
                discs[i] = disc(0.2 + 0.3 * (i % 3), 0.2 + 0.3 * row, 0.05 + 0.08 * chance.nextDouble());
            }
            Pixels picture = discs(200, discs);
            assertThat(Composition.of(picture).things()).isEqualTo(count);
            assertThat(Composition.of(Distortion.noise(picture, 8, count)).things())
                    .as(count + " under noise")
                    .isEqualTo(count);
        }
    }

    @Test
    void discsThatTouchAreOneThingAndSpecksAreNone() {
        assertThat(Composition.of(discs(256, disc(0.35, 0.5, 0.16), disc(0.65, 0.5, 0.16)))
                        .things())
                .isEqualTo(1);
        Composition speck = Composition.of(discs(256, disc(0.5, 0.5, 0.01)));
        assertThat(speck.things()).isZero();
        assertThat(speck.coverage()).isZero();
        assertThat(speck.offCentre()).isZero();
    }

    @Test
    void noiseHasNoBackgroundToSpeakOfAndNothingFails() {
        Pixels noise = Distortion.noise(Pictures.flat(64, 64, 128, 128, 128), 200, 3);
        assertThat(Composition.of(noise).plainBackground()).isLessThan(0.5);
        for (int side : new int[] {1, 2, 3, 7}) {
            assertThat(Composition.of(Pictures.flat(side, 1, 9, 9, 9)).things()).isZero();
            Composition.of(Pictures.pattern(1, side));
        }
    }
}
