package dev.atelier.rows;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Records to rows and back; the record is the schema. Components become columns in snake_case; an enum is its lower-case
 * word, a nested record a struct, a list an array. A sealed interface of records is a struct with one member for each
 * record, of which one is set. A component marked {@link dev.atelier.domain.Inline} is no column: its columns stand among
 * the others, and for a sealed interface one more, its {@link dev.atelier.domain.ToldBy}, says which record they are.
 * Columns are found by name, so their order does not matter and there may be more.
 *
 * <p>A record is compiled once in a process; {@link #of} costs a look-up. Codecs are shared by threads.
 */
public final class RowCodec<T extends Record> implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
    private final Class<T> type;
    private final transient RecordPlan plan;

    private RowCodec(Class<T> type) {
        this.type = type;
        this.plan = RecordPlan.of(type);
    }

    /** @throws IllegalArgumentException if a component has a type that no column can hold */
    public static <T extends Record> RowCodec<T> of(Class<T> type) {
        return new RowCodec<>(type);
    }

    public StructType schema() {
        return plan.schema();
    }

    /** @throws IllegalArgumentException if two places that share a column hold different values */
    public Row toRow(T value) {
        return plan.toRow(value, plan.schema());
    }

    /** The row as JSON, by column names. */
    public String json(T value) {
        return toRow(value).json();
    }

    /** @throws IllegalArgumentException if a column is missing or the record refuses a value */
    public T fromRow(Row row) {
        return type.cast(plan.fromRow(row));
    }

    /** {@code numInferenceSteps} to {@code num_inference_steps}. */
    public static String column(String component) {
        return HUMP.matcher(component).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }

    private Object readResolve() {
        return of(type);
    }
}
