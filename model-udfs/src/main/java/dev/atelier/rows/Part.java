package dev.atelier.rows;

/** What becomes of one component of a record: a column, or columns among the others. */
sealed interface Part permits ColumnPart, RecordShape, InlinedUnion {
    /** Enters the component's cells; {@code value} may be null. */
    void write(Object value, Object[] cells);

    Object read(Object[] cells);

    /** True if nothing of the component stands in the cells. */
    boolean absent(Object[] cells);
}
