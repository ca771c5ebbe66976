package dev.atelier.image;

import dev.atelier.domain.Pixels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Which of many pictures another one is a copy of: the whole or a part, mirrored or not, recoloured, resized. The parts whose hashes
 * are nearest are held against it cell by cell, and moved until they fit best.
 *
 * @param likeness 0 to 1 ({@link PartLikeness}): 0 for none that comes near; from 0.85 on it is a copy (PictureCopies)
 * @param place of the picture in the list; -1 for none
 */
public record CopiedPicture(double likeness, int place) {
    /** Pictures, as they are or mirrored, of which the nearest part is looked at cell by cell. */
    private static final int LOOKED_AT = 64;
    /** Bits by which a part's hash may differ. */
    private static final int MOST_BITS = 22;

    private record Candidate(int place, int part, boolean mirrored, int bits) {}

    public static CopiedPicture among(List<PictureShape> pictures, Pixels picture) {
        CellSums own = new CellSums(CellSums.brightness(picture));
        double[] low = LowFrequencies.of(own.of(Part.WHOLE, LowFrequencies.CELLS));
        long[] hashes = {LowFrequencies.hash(low), LowFrequencies.hash(LowFrequencies.mirrored(low))};
        CellSums ownEdges = new CellSums(CellSums.edges(picture));
        PartLikeness straight = new PartLikeness(own, ownEdges, false);
        PartLikeness mirrored = new PartLikeness(own, ownEdges, true);
        CopiedPicture best = new CopiedPicture(0, -1);
        for (Candidate candidate : nearest(pictures, hashes)) {
            PictureShape near = pictures.get(candidate.place());
            double likeness = (candidate.mirrored() ? mirrored : straight)
                    .best(
                            new CellSums(near.cells()),
                            new CellSums(near.edges()),
                            PictureShape.PARTS.get(candidate.part()));
            if (likeness > best.likeness()) {
                best = new CopiedPicture(likeness, candidate.place());
            }
        }
        return best;
    }

    private static List<Candidate> nearest(List<PictureShape> pictures, long[] hashes) {
        Comparator<Candidate> order = Comparator.comparingInt(Candidate::bits)
                .thenComparing(Candidate::place)
                .thenComparing(Candidate::part)
                .thenComparing(Candidate::mirrored);
        PriorityQueue<Candidate> near = new PriorityQueue<>(order.reversed());
        int most = MOST_BITS;
        for (int place = 0; place < pictures.size(); place++) {
            long[] parts = pictures.get(place).hashes();
            for (int side = 0; side < hashes.length; side++) {
                int part = -1;
                int bits = most + 1;
                for (int i = 0; i < parts.length; i++) {
                    int differ = Long.bitCount(parts[i] ^ hashes[side]);
                    if (differ < bits) {
                        bits = differ;
                        part = i;
                    }
                }
                if (part >= 0) {
                    near.add(new Candidate(place, part, side == 1, bits));
                    if (near.size() > LOOKED_AT) {
                        near.poll();
                        most = near.peek().bits();
                    }
                }
            }
        }
        List<Candidate> sorted = new ArrayList<>(near);
        sorted.sort(order);
        return sorted;
    }
}
