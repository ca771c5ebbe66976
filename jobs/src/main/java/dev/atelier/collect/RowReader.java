package dev.atelier.collect;

import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import java.io.Closeable;
import java.io.IOException;

/**
 * Reads one file, row by row.
 *
 * @param <S> what it reads, and closes
 */
abstract class RowReader<S extends Closeable> implements Closeable {
    final RowMaker rows;
    final S in;

    /** Number of the row that was being read, for a message when reading breaks off. */
    long row;

    RowReader(RowMaker rows, S in) {
        this.rows = rows;
        this.in = in;
    }

    /** The next row's outcome; null at the end. */
    abstract Outcome<RawItem> next();

    @Override
    public void close() throws IOException {
        in.close();
    }
}
