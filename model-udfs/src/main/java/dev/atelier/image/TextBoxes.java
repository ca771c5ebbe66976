package dev.atelier.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where text stands, out of a map that says of every pixel how likely it belongs to some: the last step of DB (Liao et al. 2020,
 * "Real-time scene text detection with differentiable binarization"), with the numbers of rapidocr 3.10.0 (config.yaml, Det) and
 * upright boxes only: of a line that rises by more than a few degrees the box holds too much.
 */
public final class TextBoxes {
    private static final float PIXEL = 0.3f;
    private static final double BOX = 0.5;
    /** Grown by so much of area through circumference, because the map holds text without its rim. */
    private static final double GROWN = 1.6;

    private static final int LEAST_SIDE = 3;
    /** What a picture can have, so that noise costs no end of reading. */
    private static final int MOST = 200;

    private TextBoxes() {}

    /** A box as shares of the map, 0 to 1. */
    public record Box(double left, double top, double right, double bottom) {}

    /**
     * In the order of reading.
     *
     * @param map (height * width), 0 to 1
     */
    public static List<Box> in(float[] map, int width, int height) {
        List<Box> boxes = new ArrayList<>();
        boolean[] open = dilated(map, width, height);
        int[] walk = new int[open.length];
        for (int start = 0; start < open.length && boxes.size() < MOST; start++) {
            if (open[start]) {
                add(boxes, map, width, height, extent(open, walk, start, width, height));
            }
        }
        return inOrder(boxes);
    }

    /** Pixels of text, and those on the right, below and between. */
    private static boolean[] dilated(float[] map, int width, int height) {
        boolean[] wide = new boolean[map.length];
        for (int at = 0; at < map.length; at++) {
            if (map[at] > PIXEL) {
                boolean hasRight = at % width + 1 < width;
                boolean hasBelow = at / width + 1 < height;
                wide[at] = true;
                wide[hasRight ? at + 1 : at] = true;
                wide[hasBelow ? at + width : at] = true;
                wide[hasRight && hasBelow ? at + width + 1 : at] = true;
            }
        }
        return wide;
    }

    /** Left, top, right, bottom of what hangs together with a pixel, all inclusive; it is closed. */
    private static int[] extent(boolean[] open, int[] walk, int start, int width, int height) {
        int[] box = {width, height, -1, -1};
        int size = 1;
        walk[0] = start;
        open[start] = false;
        for (int next = 0; next < size; next++) {
            int x = walk[next] % width;
            int y = walk[next] / width;
            box[0] = Math.min(box[0], x);
            box[1] = Math.min(box[1], y);
            box[2] = Math.max(box[2], x);
            box[3] = Math.max(box[3], y);
            for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                    if (open[ny * width + nx]) {
                        open[ny * width + nx] = false;
                        walk[size++] = ny * width + nx;
                    }
                }
            }
        }
        return box;
    }

    private static void add(List<Box> boxes, float[] map, int width, int height, int[] box) {
        double across = box[2] - box[0];
        double down = box[3] - box[1];
        if (Math.min(across, down) < LEAST_SIDE) {
            return;
        }
        double sum = 0;
        for (int y = box[1]; y <= box[3]; y++) {
            for (int x = box[0]; x <= box[2]; x++) {
                sum += map[y * width + x];
            }
        }
        if (sum / ((across + 1) * (down + 1)) >= BOX) {
            double by = across * down * GROWN / (2 * (across + down));
            boxes.add(new Box(
                    Math.max(0, (box[0] - by) / width),
                    Math.max(0, (box[1] - by) / height),
                    Math.min(1, (box[2] + by) / width),
                    Math.min(1, (box[3] + by) / height)));
        }
    }

    /** Rows from above: a box belongs to a row if its middle is above the lower edge of the row's first one. */
    private static List<Box> inOrder(List<Box> boxes) {
        List<Box> fromAbove = new ArrayList<>(boxes);
        fromAbove.sort(Comparator.comparingDouble(Box::top).thenComparingDouble(Box::left));
        List<Box> all = new ArrayList<>();
        List<Box> row = new ArrayList<>();
        for (Box box : fromAbove) {
            if (!row.isEmpty() && (box.top() + box.bottom()) / 2 > row.get(0).bottom()) {
                row.sort(Comparator.comparingDouble(Box::left));
                all.addAll(row);
                row.clear();
            }
            row.add(box);
        }
        row.sort(Comparator.comparingDouble(Box::left));
        all.addAll(row);
        return all;
    }
}
