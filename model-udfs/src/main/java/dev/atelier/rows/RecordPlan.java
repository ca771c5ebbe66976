package dev.atelier.rows;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/** A record class, compiled once: its columns, and how a record is taken apart and put together. */
final class RecordPlan {
    private static final ClassValue<RecordPlan> PLANS = new ClassValue<>() {
        @Override
        protected RecordPlan computeValue(Class<?> record) {
            return new RecordPlan(record);
        }
    };

    private final RecordShape shape;
    private final StructType schema;
    private final StructType nested;
    private final int[] shared;
    private final KnownSchemas known;

    private RecordPlan(Class<?> record) {
        Columns columns = new Columns(record);
        this.shape = RecordShape.of(record, columns);
        this.schema = columns.schema();
        if (schema.isEmpty()) {
            throw new IllegalArgumentException("No columns for " + record.getName()
                    + " (it has no components; only inlined" + " in a sealed interface can it stand in a table)");
        }
        this.nested = columns.nested();
        this.shared = columns.shared();
        this.known = new KnownSchemas(record.getSimpleName(), schema);
    }

    static RecordPlan of(Class<?> record) {
        return PLANS.get(record);
    }

    /** As a table: what is primitive is never null. */
    StructType schema() {
        return schema;
    }

    /** As a struct: it may be null, and readers outside Spark then want its fields nullable too. */
    StructType nested() {
        return nested;
    }

    /** @param as {@link #schema} or {@link #nested} */
    Row toRow(Object record, StructType as) {
        Object[] cells = new Object[schema.size()];
        SharedCells.open(cells, shared);
        shape.write(record, cells);
        SharedCells.close(cells, shared);
        return new GenericRowWithSchema(cells, as);
    }

    Object fromRow(Row row) {
        int[] positions = known.positions(row.schema());
        Object[] cells = new Object[positions.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.get(positions[i]);
        }
        return shape.record(cells);
    }
}
