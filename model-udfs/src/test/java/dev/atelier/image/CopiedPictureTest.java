package dev.atelier.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.domain.Pixels;
import dev.atelier.text.Uniform;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** The figures on drawn things are {@link PictureCopies}'s. */
class CopiedPictureTest {
    private static final int SIDE = 200;
    private static final double COPY = 0.85;

    /** Twelve coloured boxes on grey, drawn of a seed. */
    private static Pixels boxes(int seed) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        java.util.Arrays.fill(rgb, (byte) 128);
        for (int box = 0; box < 12; box++) {
            int left = drawn(seed, 8 * box, SIDE);
            int top = drawn(seed, 8 * box + 1, SIDE);
            int right = Math.min(SIDE, left + 15 + drawn(seed, 8 * box + 2, 80));
            int bottom = Math.min(SIDE, top + 15 + drawn(seed, 8 * box + 3, 80));
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    for (int c = 0; c < 3; c++) {
                        rgb[3 * (y * SIDE + x) + c] = (byte) drawn(seed, 8 * box + 4 + c, 256);
                    }
                }
            }
        }
        return new Pixels(SIDE, SIDE, rgb);
    }

    private static int drawn(int seed, int n, int below) {
        return (int) (Uniform.at(seed, n) * below);
    }

    private static Pixels cut(Pixels in, int left, int top, int width, int height, IntUnaryOperator colour) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < 3 * width; i++) {
                rgb[3 * y * width + i] =
                        (byte) colour.applyAsInt(in.rgb()[3 * ((y + top) * in.widthPx() + left) + i] & 255);
            }
        }
        return new Pixels(width, height, rgb);
    }

    private static Pixels mirrored(Pixels in) {
        byte[] rgb = new byte[in.rgb().length];
        for (int i = 0; i < rgb.length / 3; i++) {
            int from = i - i % in.widthPx() + in.widthPx() - 1 - i % in.widthPx();
            System.arraycopy(in.rgb(), 3 * from, rgb, 3 * i, 3);
        }
        return new Pixels(in.widthPx(), in.heightPx(), rgb);
    }

    @Test
    void copiesAreFoundAndOtherPicturesAreNot() {
        List<PictureShape> references = new ArrayList<>();
        for (int seed = 0; seed < 12; seed++) {
            references.add(PictureShape.of(boxes(seed)));
        }
        for (int seed = 0; seed < 12; seed++) {
            Pixels own = boxes(seed);
            Pixels part = cut(own, 13, 31, 171, 149, value -> value);
            List<Pixels> copies = List.of(
                    own,
                    mirrored(own),
                    Resize.to(own, 77, 91, Resize.Filter.BICUBIC),
                    cut(own, 0, 0, SIDE, SIDE, value -> 40 + value / 2),
                    part,
                    Resize.to(mirrored(part), 310, 220, Resize.Filter.BICUBIC));
            for (int i = 0; i < copies.size(); i++) {
                CopiedPicture found = CopiedPicture.among(references, copies.get(i));
                assertThat(found.place()).as("copy %d of %d", i, seed).isEqualTo(seed);
                assertThat(found.likeness()).as("copy %d of %d", i, seed).isBetween(COPY, 1.0 + 1e-9);
            }
            assertThat(CopiedPicture.among(references, boxes(seed + 100)).likeness())
                    .isLessThan(COPY);
        }
    }

    @Test
    void aBlankPictureIsACopyOfNone() {
        Pixels blank = cut(boxes(1), 0, 0, SIDE, SIDE, value -> 255);
        assertThat(CopiedPicture.among(List.of(PictureShape.of(blank), PictureShape.of(boxes(1))), blank)
                        .likeness())
                .isZero();
        assertThat(CopiedPicture.among(List.of(), boxes(1))).isEqualTo(new CopiedPicture(0, -1));
    }

    @Test
    void aMirroredPictureHasTheHashThatIsForetold() {
        double[] low =
                LowFrequencies.of(new CellSums(CellSums.brightness(boxes(3))).of(Part.WHOLE, LowFrequencies.CELLS));
        double[] other = LowFrequencies.of(
                new CellSums(CellSums.brightness(mirrored(boxes(3)))).of(Part.WHOLE, LowFrequencies.CELLS));
        assertThat(LowFrequencies.hash(LowFrequencies.mirrored(low))).isEqualTo(LowFrequencies.hash(other));
        assertThat(LowFrequencies.hash(low)).isNotEqualTo(LowFrequencies.hash(other));
    }
}
