package dev.atelier.rows;

import dev.atelier.domain.Inline;
import java.lang.reflect.RecordComponent;

/**
 * The components of a record, and where in a row's cells each of them stands. As a part of another record it has its columns
 * among that one's, and reads as null where all of them are null.
 */
record RecordShape(RecordAccess access, Part[] parts) implements Part {
    /** Compiles the record and enters its columns. */
    static RecordShape of(Class<?> record, Columns columns) {
        RecordComponent[] components = record.getRecordComponents();
        Part[] parts = new Part[components.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = part(components[i], columns);
        }
        return new RecordShape(RecordAccess.of(record), parts);
    }

    private static Part part(RecordComponent component, Columns columns) {
        Inline inline = component.getAnnotation(Inline.class);
        return inline == null ? ColumnPart.of(component, columns) : inlined(component, inline, columns);
    }

    private static Part inlined(RecordComponent component, Inline inline, Columns columns) {
        Class<?> type = component.getType();
        if (type != component.getGenericType() || !(type.isRecord() || type.isSealed())) {
            throw new IllegalArgumentException("@Inline " + component + " of "
                    + component.getDeclaringRecord().getName()
                    + " (only a record or a sealed interface can be inlined)");
        }
        Columns inner = columns.inlined(component, inline);
        Part part = type.isRecord() ? of(type, inner) : InlinedUnion.of(type, inner);
        inner.closeInlined();
        return part;
    }

    /** Enters the cells of {@code record}; those of nothing if it is null. */
    @Override
    public void write(Object record, Object[] cells) {
        for (int i = 0; i < parts.length; i++) {
            parts[i].write(record == null ? null : access.component(i, record), cells);
        }
    }

    @Override
    public Object read(Object[] cells) {
        return absent(cells) ? null : record(cells);
    }

    /** The record, be all its columns null. */
    Object record(Object[] cells) {
        Object[] values = new Object[parts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = parts[i].read(cells);
        }
        return access.construct(values);
    }

    @Override
    public boolean absent(Object[] cells) {
        for (Part part : parts) {
            if (!part.absent(cells)) {
                return false;
            }
        }
        return true;
    }
}
