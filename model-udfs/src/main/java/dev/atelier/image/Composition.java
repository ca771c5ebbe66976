package dev.atelier.image;

import dev.atelier.domain.Pixels;
import java.util.ArrayList;
import java.util.List;

/**
 * How what a picture shows lies on its background ({@link Background}): what differs from it, in parts that hang together
 * (pixels that touch at a side or a corner) and are at least a thousandth of the picture. A thing of its background's colour is
 * not seen, a hard shadow belongs to its thing; without a plain background the numbers say little.
 *
 * @param plainBackground share of the picture's edge that is background, 0 to 1
 * @param coverage share of the picture that the parts cover; what shows through holes is not counted
 * @param offCentre from the picture's middle to the mean of the parts' pixels, with width and height as 1; 0 for centred
 * @param cutSides edges of the picture that parts lie on with more than a hundredth of its length, and that so cut them off
 * @param things how many parts
 */
public record Composition(
        double plainBackground, double coverage, double offCentre, List<String> cutSides, int things) {
    private static final int LEAST_PART = 1000;
    private static final int LEAST_CUT = 100;

    public Composition {
        cutSides = List.copyOf(cutSides);
    }

    public static Composition of(Pixels in) {
        Background background = Background.of(in);
        Parts parts = new Parts(background.subject(in), in.widthPx(), in.heightPx());
        return new Composition(
                background.plain(),
                (double) parts.covered / parts.open.length,
                parts.offCentre(),
                parts.cutSides(),
                parts.count);
    }

    /** Parts that hang together, found one after the other by walking over each. */
    private static final class Parts {
        private final boolean[] open; // subject that was not walked over yet
        private final boolean[] counted; // belongs to a part that is large enough
        private final int[] walk;
        private final int width;
        private final int height;
        private int count;
        private int covered;
        private long sumX;
        private long sumY;

        Parts(boolean[] subject, int width, int height) {
            this.open = subject;
            this.counted = new boolean[subject.length];
            this.walk = new int[subject.length];
            this.width = width;
            this.height = height;
            for (int at = 0; at < open.length; at++) {
                if (open[at]) {
                    int size = walkFrom(at);
                    if ((long) size * LEAST_PART >= open.length) {
                        count(size);
                    }
                }
            }
        }

        /** Pixels of the part, which then stand in {@link #walk}. */
        private int walkFrom(int start) {
            int size = 1;
            walk[0] = start;
            open[start] = false;
            for (int next = 0; next < size; next++) {
                int x = walk[next] % width;
                int y = walk[next] / width;
                for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                    for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                        if (open[ny * width + nx]) {
                            open[ny * width + nx] = false;
                            walk[size++] = ny * width + nx;
                        }
                    }
                }
            }
            return size;
        }

        private void count(int size) {
            count++;
            covered += size;
            for (int i = 0; i < size; i++) {
                counted[walk[i]] = true;
                sumX += walk[i] % width;
                sumY += walk[i] / width;
            }
        }

        private double offCentre() {
            if (covered == 0) {
                return 0;
            }
            double x = ((double) sumX / covered + 0.5) / width - 0.5;
            double y = ((double) sumY / covered + 0.5) / height - 0.5;
            return Math.sqrt(x * x + y * y);
        }

        private List<String> cutSides() {
            List<String> sides = new ArrayList<>();
            addIfCut(sides, "top", 0, 1, width);
            addIfCut(sides, "right", width - 1, width, height);
            addIfCut(sides, "bottom", (height - 1) * width, 1, width);
            addIfCut(sides, "left", 0, width, height);
            return sides;
        }

        private void addIfCut(List<String> sides, String side, int start, int step, int length) {
            int touching = 0;
            for (int i = 0; i < length; i++) {
                touching += counted[start + i * step] ? 1 : 0;
            }
            if (touching * LEAST_CUT > length) {
                sides.add(side);
            }
        }
    }
}
