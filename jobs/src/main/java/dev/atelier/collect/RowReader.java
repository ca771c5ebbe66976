package dev.atelier.collect;

import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import java.io.Closeable;

/** Reads one file, row by row. */
interface RowReader extends Closeable {
    /** The next row's outcome; null at the end. */
    Outcome<RawItem> next();

    /** Number of the row that was being read, for a message when reading breaks off. */
    long row();
}
