package dev.atelier.rows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** A list as an array. */
record ListCell(Cell element, DataType type) implements Cell {
    ListCell(Cell element) {
        this(element, DataTypes.createArrayType(element.type(), false));
    }

    @Override
    public Object toCell(Object value) {
        Object[] cells = ((List<?>) value).toArray(new Object[0]);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i] == null ? null : element.toCell(cells[i]);
        }
        return cells;
    }

    @Override
    public Object toValue(Object cell) {
        Object[] values = SeqView.asList(cell).toArray(new Object[0]);
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == null ? null : element.toValue(values[i]);
        }
        return Collections.unmodifiableList(Arrays.asList(values));
    }
}
