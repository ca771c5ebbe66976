package dev.atelier.rows;

import java.lang.reflect.RecordComponent;

/** A component that is one column. */
record ColumnPart(String owner, String name, int index, Cell cell, boolean primitive, boolean nullable)
        implements Part {
    static ColumnPart of(RecordComponent component, Columns columns) {
        String name = RowCodec.column(component.getName());
        Cell cell = Cell.of(component.getGenericType());
        boolean primitive = component.getType().isPrimitive();
        int index = columns.add(name, cell.type(), !primitive);
        String owner = component.getDeclaringRecord().getSimpleName();
        return new ColumnPart(owner, columns.nameOf(index), index, cell, primitive, !primitive || columns.nullable());
    }

    @Override
    public void write(Object value, Object[] cells) {
        if (value == null && !nullable) {
            throw new IllegalArgumentException("Column " + name + " of " + owner + " is never null, but the whole "
                    + owner + " is (@Inline(mayBeNull = true) on the component lets it)");
        }
        SharedCells.put(cells, index, value == null ? null : cell.toCell(value), name, owner);
    }

    @Override
    public Object read(Object[] cells) {
        Object found = cells[index];
        if (found == null) {
            if (primitive) {
                throw new IllegalArgumentException(
                        "Column " + name + " of " + owner + " is null (it must have a value)");
            }
            return null;
        }
        return cell.toValue(found);
    }

    @Override
    public boolean absent(Object[] cells) {
        return cells[index] == null;
    }
}
