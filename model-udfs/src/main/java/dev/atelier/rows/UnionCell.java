package dev.atelier.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/** A sealed interface as a struct with one member for each of its records; one of them is set. */
record UnionCell(
        String name, StructType type, Map<Class<?>, Integer> members, List<RecordPlan> plans, KnownSchemas known)
        implements Cell {
    static UnionCell of(Class<?> union) {
        StructType type = new StructType();
        Map<Class<?>, Integer> members = new HashMap<>();
        List<RecordPlan> plans = new ArrayList<>();
        for (Map.Entry<String, Class<?>> record : Words.of(union).entrySet()) {
            RecordPlan plan = RecordPlan.of(record.getValue());
            type = type.add(record.getKey(), plan.nested(), true);
            members.put(record.getValue(), plans.size());
            plans.add(plan);
        }
        String name = union.getSimpleName();
        return new UnionCell(name, type, members, plans, new KnownSchemas(name, type));
    }

    @Override
    public Object toCell(Object value) {
        Object[] cells = new Object[plans.size()];
        int member = members.get(value.getClass());
        RecordPlan plan = plans.get(member);
        cells[member] = plan.toRow(value, plan.nested());
        return new GenericRowWithSchema(cells, type);
    }

    @Override
    public Object toValue(Object cell) {
        Row row = (Row) cell;
        int[] positions = known.positions(row.schema());
        int set = -1;
        for (int i = 0; i < positions.length; i++) {
            if (!row.isNullAt(positions[i])) {
                if (set >= 0) {
                    throw notOne(type.fieldNames()[set] + " and " + type.fieldNames()[i]);
                }
                set = i;
            }
        }
        if (set < 0) {
            throw notOne("none");
        }
        return plans.get(set).fromRow(row.getStruct(positions[set]));
    }

    private IllegalArgumentException notOne(String found) {
        return new IllegalArgumentException("Invalid " + name + ": " + found + " set (exactly one of "
                + String.join(", ", type.fieldNames()) + " must be)");
    }
}
