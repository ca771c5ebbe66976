package dev.atelier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.image.TextBoxes.Box;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextBoxesTest {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 100;

    private static float[] map(int[]... boxes) {
        float[] map = new float[WIDTH * HEIGHT];
        for (int[] box : boxes) {
            for (int y = box[1]; y < box[3]; y++) {
                Arrays.fill(map, y * WIDTH + box[0], y * WIDTH + box[2], 0.9f);
            }
        }
        return map;
    }

    private static int[] box(int left, int top, int right, int bottom) {
        return new int[] {left, top, right, bottom};
    }

    /** 40 by 20 pixels, with the one to the right and below: grown by 40 * 20 * 1.6 / 120. */
    @Test
    void aBoxByHand() {
        List<Box> found = TextBoxes.in(map(box(50, 40, 90, 60)), WIDTH, HEIGHT);
        double grown = 40 * 20 * 1.6 / 120;
        assertThat(found).hasSize(1);
        assertThat(found.get(0).left() * WIDTH).isCloseTo(50 - grown, within(1e-9));
        assertThat(found.get(0).top() * HEIGHT).isCloseTo(40 - grown, within(1e-9));
        assertThat(found.get(0).right() * WIDTH).isCloseTo(90 + grown, within(1e-9));
        assertThat(found.get(0).bottom() * HEIGHT).isCloseTo(60 + grown, within(1e-9));
    }

    @Test
    void inTheOrderOfReadingAndWithinThePicture() {
        List<Box> found = TextBoxes.in(
                map(box(150, 8, 195, 20), box(2, 12, 40, 24), box(60, 60, 90, 75), box(2, 58, 30, 76)), WIDTH, HEIGHT);
        assertThat(found).extracting(box -> (int) (box.left() * 10)).containsExactly(0, 7, 0, 2);
        assertThat(found.get(0).left()).isZero();
        assertThat(found)
                .isSortedAccordingTo((a, b) -> (int) Math.signum(Math.floor(a.top() * 2) - Math.floor(b.top() * 2)));
    }

    @Test
    void whatIsThinOrFaintIsNoText() {
        assertThat(TextBoxes.in(map(box(10, 10, 100, 12)), WIDTH, HEIGHT)).isEmpty();
        float[] faint = map(box(10, 10, 60, 40));
        for (int i = 0; i < faint.length; i++) {
            faint[i] *= 0.5f;
        }
        assertThat(TextBoxes.in(faint, WIDTH, HEIGHT)).isEmpty();
        assertThat(TextBoxes.in(new float[WIDTH * HEIGHT], WIDTH, HEIGHT)).isEmpty();
    }

    @Test
    void aChessboardOfTextHasAnEnd() {
        float[] map = new float[800 * 800];
        for (int i = 0; i < map.length; i++) {
            map[i] = i % 800 % 10 < 6 && i / 800 % 10 < 6 ? 1 : 0;
        }
        assertThat(TextBoxes.in(map, 800, 800)).hasSize(200);
    }
}
