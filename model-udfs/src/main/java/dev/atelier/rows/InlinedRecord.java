package dev.atelier.rows;

/** A record whose columns stand among those of the record that holds it. It reads as null where all of them are null. */
record InlinedRecord(RecordShape shape) implements Part {
    @Override
    public void write(Object value, Object[] cells) {
        shape.write(value, cells);
    }

    @Override
    public Object read(Object[] cells) {
        return shape.absent(cells) ? null : shape.read(cells);
    }

    @Override
    public boolean absent(Object[] cells) {
        return shape.absent(cells);
    }
}
