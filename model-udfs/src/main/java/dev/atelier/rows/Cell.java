package dev.atelier.rows;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** How a value stands in a column. Neither side of it is null. */
interface Cell {
    Map<Class<?>, DataType> PLAIN = Map.ofEntries(
            Map.entry(String.class, DataTypes.StringType),
            Map.entry(int.class, DataTypes.IntegerType),
            Map.entry(Integer.class, DataTypes.IntegerType),
            Map.entry(long.class, DataTypes.LongType),
            Map.entry(Long.class, DataTypes.LongType),
            Map.entry(double.class, DataTypes.DoubleType),
            Map.entry(Double.class, DataTypes.DoubleType),
            Map.entry(boolean.class, DataTypes.BooleanType),
            Map.entry(Boolean.class, DataTypes.BooleanType),
            Map.entry(byte[].class, DataTypes.BinaryType));

    DataType type();

    Object toCell(Object value);

    Object toValue(Object cell);

    /** @throws IllegalArgumentException if no column can hold the type */
    static Cell of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new ListCell(of(list.getActualTypeArguments()[0]));
        } else if (type instanceof Class<?> c) {
            if (PLAIN.containsKey(c)) {
                return new PlainCell(PLAIN.get(c));
            } else if (c.isEnum()) {
                return EnumCell.of(c);
            } else if (c.isRecord()) {
                return new RecordCell(RecordPlan.of(c));
            } else if (c.isInterface() && c.isSealed()) {
                return UnionCell.of(c);
            }
        }
        throw new IllegalArgumentException("No column type for " + type + " (use String, int, long, double, boolean,"
                + " byte[], an enum, a record, a sealed interface of records or a List of these)");
    }

    /** What Spark holds as it is. */
    record PlainCell(DataType type) implements Cell {
        @Override
        public Object toCell(Object value) {
            return value;
        }

        @Override
        public Object toValue(Object cell) {
            return cell;
        }
    }

    /** A record as a struct. */
    record RecordCell(RecordPlan plan) implements Cell {
        @Override
        public DataType type() {
            return plan.nested();
        }

        @Override
        public Object toCell(Object value) {
            return plan.toRow(value, plan.nested());
        }

        @Override
        public Object toValue(Object cell) {
            return plan.fromRow((org.apache.spark.sql.Row) cell);
        }
    }
}
