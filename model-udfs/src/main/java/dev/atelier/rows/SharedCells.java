package dev.atelier.rows;

import java.util.Arrays;
import java.util.Objects;

/** Cells of columns that have two sources: the second must say what the first said. */
final class SharedCells {
    /** No source has spoken yet. */
    private static final Object UNSET = new Object();
    /** A source said null. */
    private static final Object NOTHING = new Object();

    private SharedCells() {}

    static void open(Object[] cells, int[] shared) {
        for (int i : shared) {
            cells[i] = UNSET;
        }
    }

    static void close(Object[] cells, int[] shared) {
        for (int i : shared) {
            cells[i] = cells[i] == UNSET || cells[i] == NOTHING ? null : cells[i];
        }
    }

    /** @throws IllegalArgumentException if another source said something else */
    static void put(Object[] cells, int index, Object value, String column, String owner) {
        Object before = cells[index];
        if (before == null) {
            cells[index] = value;
        } else if (before == UNSET) {
            cells[index] = value == null ? NOTHING : value;
        } else if (!Objects.deepEquals(before == NOTHING ? null : before, value)) {
            throw new IllegalArgumentException("Column " + column + " is " + text(value) + " by " + owner + ", but "
                    + text(before == NOTHING ? null : before)
                    + " by another part of the same row (both write this column and must agree)");
        }
    }

    private static String text(Object value) {
        return value instanceof Object[] list ? Arrays.deepToString(list) : String.valueOf(value);
    }
}
