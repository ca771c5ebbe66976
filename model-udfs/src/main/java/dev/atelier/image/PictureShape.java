package dev.atelier.image;

import dev.atelier.domain.Pixels;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture as copies of it can be found: brightness and edges in 64 by 64 cells, and a hash for each of the 784 parts that are left when
 * up to 30 % of its width and of its height are cut off, in steps of 5 %. 14 KB.
 *
 * @param cells brightness, row by row: (64 * 64)
 * @param edges as {@link CellSums#edges} has them: (64 * 64)
 * @param hashes of the parts, in the order of {@link #PARTS}
 */
public record PictureShape(byte[] cells, byte[] edges, long[] hashes) implements Serializable {
    private static final int STEPS = 20;
    private static final int LEAST_STEPS = 14;
    /** The whole is the last. */
    static final List<Part> PARTS = parts();

    public static PictureShape of(Pixels picture) {
        byte[] cells = CellSums.brightness(picture);
        CellSums brightness = new CellSums(cells);
        long[] hashes = new long[PARTS.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = LowFrequencies.hash(LowFrequencies.of(brightness.of(PARTS.get(i), LowFrequencies.CELLS)));
        }
        return new PictureShape(cells, CellSums.edges(picture), hashes);
    }

    private static List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int width = LEAST_STEPS; width <= STEPS; width++) {
            for (int height = LEAST_STEPS; height <= STEPS; height++) {
                for (int left = 0; left + width <= STEPS; left++) {
                    for (int top = 0; top + height <= STEPS; top++) {
                        parts.add(new Part(
                                (double) left / STEPS,
                                (double) top / STEPS,
                                (double) (left + width) / STEPS,
                                (double) (top + height) / STEPS));
                    }
                }
            }
        }
        return List.copyOf(parts);
    }
}
