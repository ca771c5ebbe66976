package dev.atelier.image;

/**
 * How well a part of a picture agrees with another picture, 0 to 1: by three quarters the correlation of their edges over 24 by 24
 * cells, which stay where they are when a picture is recoloured, by one quarter that of their brightness. The weights are those with
 * which {@code PictureCopies} found most copies at one false alarm in a hundred.
 */
final class PartLikeness {
    private static final int CELLS = 24;
    private static final double BRIGHTNESS = 0.25;
    /** How far the sides of a part are moved, in shares of the picture. */
    private static final double[] MOVES = {0.025, 0.0125, 0.00625};
    /** A part that agrees less than this before it is moved is another picture. */
    private static final double LEAST = 0.3;

    private final double[] cells;
    private final double[] edges;

    /** @param mirrored whether the other picture is turned left to right first */
    PartLikeness(CellSums other, CellSums otherEdges, boolean mirrored) {
        double[] straight = other.of(Part.WHOLE, CELLS);
        double[] edge = otherEdges.of(Part.WHOLE, CELLS);
        this.cells = mirrored ? mirrored(straight) : straight;
        this.edges = mirrored ? mirrored(edge) : edge;
    }

    /** With a part that is moved to where it agrees best. */
    double best(CellSums picture, CellSums pictureEdges, Part part) {
        Part at = part;
        double best = of(picture, pictureEdges, at);
        if (best < LEAST) {
            return Math.max(0, best);
        }
        for (double move : MOVES) {
            boolean better = true;
            while (better) {
                better = false;
                for (int side = 0; side < 8; side++) {
                    Part moved = at.moved(side / 2, side % 2 == 0 ? move : -move);
                    double likeness = moved.isWithin() ? of(picture, pictureEdges, moved) : 0;
                    if (likeness > best) {
                        best = likeness;
                        at = moved;
                        better = true;
                    }
                }
            }
        }
        return best;
    }

    private double of(CellSums picture, CellSums pictureEdges, Part part) {
        double brightness = correlation(cells, picture.of(part, CELLS));
        double edge = correlation(edges, pictureEdges.of(part, CELLS));
        return BRIGHTNESS * brightness + (1 - BRIGHTNESS) * edge;
    }

    private static double[] mirrored(double[] cells) {
        double[] other = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            other[i] = cells[i - i % CELLS + CELLS - 1 - i % CELLS];
        }
        return other;
    }

    /** Pearson's; 0 where one side is the same everywhere. */
    private static double correlation(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return aa < 1 || bb < 1 ? 0 : ab / StrictMath.sqrt(aa * bb);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
