package dev.atelier.pictures;

import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The pictures of one file of the table, one by one; those up to where it is damaged. */
final class PictureRows implements Iterator<PictureFile.Entry> {
    private final PictureTable table;
    private final String name;
    private PictureFile.Rows rows;
    private PictureFile.Entry next;
    private boolean ended;
    private boolean damaged;

    PictureRows(PictureTable table, String name) {
        this.table = table;
        this.name = name;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            next = read();
            ended = next == null;
        }
        return next != null;
    }

    private PictureFile.Entry read() {
        try {
            rows = rows == null ? table.file(name).rows() : rows;
            PictureFile.Entry row = rows.next();
            if (row == null) {
                rows.close();
            }
            return row;
        } catch (IOException | RuntimeException e) {
            damaged = table.isDamaged(name, e);
            return null;
        }
    }

    /** Whether they came to an end because of that. */
    boolean isDamaged() {
        return damaged;
    }

    @Override
    public PictureFile.Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        PictureFile.Entry taken = next;
        next = null;
        return taken;
    }
}
