package dev.atelier.rows;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Records to rows and back; the record is the schema. Components become columns in snake_case; an enum is its lower-case
 * word, a nested record a struct, a list an array. Columns are found by name, so their order does not matter.
 */
public final class ReflectiveRowCodec<T extends Record> implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Class<T> type;

    private ReflectiveRowCodec(Class<T> type) {
        this.type = type;
    }

    public static <T extends Record> ReflectiveRowCodec<T> of(Class<T> type) {
        return new ReflectiveRowCodec<>(type);
    }

    public StructType schema() {
        return schemaOf(type, false);
    }

    public Row toRow(T value) {
        return rowOf(value);
    }

    /** @throws IllegalArgumentException if a column is missing or the record refuses a value */
    public T fromRow(Row row) {
        return type.cast(recordOf(type, row));
    }

    /** {@code numInferenceSteps} to {@code num_inference_steps}. */
    public static String column(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static StructType schemaOf(Class<?> record, boolean nested) {
        return new StructType(Arrays.stream(record.getRecordComponents())
                .map(c -> new StructField(
                        column(c.getName()),
                        typeOf(c.getGenericType()),
                        // a struct may be null, and readers outside Spark then want its fields nullable too
                        nested || !c.getType().isPrimitive(),
                        org.apache.spark.sql.types.Metadata.empty()))
                .toArray(StructField[]::new));
    }

    private static DataType typeOf(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return DataTypes.createArrayType(typeOf(list.getActualTypeArguments()[0]), false);
        }
        Class<?> c = (Class<?>) type;
        if (c == String.class || c.isEnum()) {
            return DataTypes.StringType;
        } else if (c == int.class || c == Integer.class) {
            return DataTypes.IntegerType;
        } else if (c == long.class || c == Long.class) {
            return DataTypes.LongType;
        } else if (c == double.class || c == Double.class) {
            return DataTypes.DoubleType;
        } else if (c == boolean.class || c == Boolean.class) {
            return DataTypes.BooleanType;
        } else if (c == byte[].class) {
            return DataTypes.BinaryType;
        } else if (c.isRecord()) {
            return schemaOf(c, true);
        }
        throw new IllegalArgumentException("No column type for " + type + " (use String, int, long, double, boolean,"
                + " byte[], an enum, a record or a List of these)");
    }

    private static Row rowOf(Object record) {
        return RowFactory.create(Arrays.stream(record.getClass().getRecordComponents())
                .map(c -> cell(read(c, record)))
                .toArray());
    }

    private static Object cell(Object value) {
        if (value instanceof Enum<?> word) {
            return word.name().toLowerCase(Locale.ROOT);
        } else if (value instanceof List<?> list) {
            return list.stream().map(ReflectiveRowCodec::cell).toArray();
        } else if (value instanceof Record) {
            return rowOf(value);
        }
        return value;
    }

    private static Object recordOf(Class<?> record, Row row) {
        RecordComponent[] components = record.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType(), row.getAs(column(components[i].getName())));
        }
        return construct(record, types, values);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object value(Type type, Object cell) {
        if (cell == null) {
            return null;
        } else if (type instanceof ParameterizedType list) {
            Type element = list.getActualTypeArguments()[0];
            return SeqView.asList(cell).stream().map(e -> value(element, e)).toList();
        }
        Class<?> c = (Class<?>) type;
        if (c.isEnum()) {
            return Enum.valueOf((Class<? extends Enum>) c, ((String) cell).toUpperCase(Locale.ROOT));
        }
        return c.isRecord() ? recordOf(c, (Row) cell) : cell;
    }

    private static Object read(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Cannot read " + component + " (records of tables must be public)", e);
        }
    }

    private static Object construct(Class<?> record, Class<?>[] types, Object[] values) {
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("Cannot construct " + record, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot construct " + record + " (records of tables must be public)", e);
        }
    }
}
