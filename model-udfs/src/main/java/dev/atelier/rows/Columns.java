package dev.atelier.rows;

import dev.atelier.domain.Inline;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a record while it is compiled, as one of its parts sees them: with its own names. */
final class Columns {
    private final Class<?> record;
    private final Columns outer;
    private final boolean nullable;
    private final Map<String, String> renames;
    private final Set<String> seen = new HashSet<>();
    private final List<StructField> fields = new ArrayList<>();
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final Set<Integer> shared = new TreeSet<>();

    Columns(Class<?> record) {
        this(record, null, false, Map.of());
    }

    private Columns(Class<?> record, Columns outer, boolean nullable, Map<String, String> renames) {
        this.record = record;
        this.outer = outer;
        this.nullable = nullable;
        this.renames = renames;
    }

    /** The view of an inlined component, which may call a column otherwise. */
    Columns inlined(RecordComponent component, Inline inline) {
        Map<String, String> renames = new LinkedHashMap<>();
        for (String rename : inline.rename()) {
            String[] names = rename.split("=", -1);
            if (names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
                throw new IllegalArgumentException("Invalid rename on " + component.getName() + " of "
                        + record.getName() + ": " + rename + " (must be from=to)");
            }
            renames.put(names[0].strip(), names[1].strip());
        }
        return new Columns(component.getType(), this, inline.mayBeNull(), renames);
    }

    /** The view of a part that may be missing. */
    Columns optional() {
        return new Columns(record, this, true, Map.of());
    }

    /** @throws IllegalArgumentException if a column was to be renamed that is not there */
    void closeInlined() {
        for (String from : renames.keySet()) {
            if (!seen.contains(from)) {
                throw new IllegalArgumentException("Cannot rename " + from + " of inlined " + record.getName()
                        + " (its columns are " + String.join(", ", new TreeSet<>(seen)) + ")");
            }
        }
    }

    /** True if a part seen so may be missing as a whole. */
    boolean nullable() {
        return nullable || (outer != null && outer.nullable());
    }

    /**
     * Enters a column.
     *
     * @return its position; that of another column of the same name and type, if there is one
     */
    int add(String name, DataType type, boolean mayBeNull) {
        if (outer != null) {
            seen.add(name);
            return outer.add(renames.getOrDefault(name, name), type, mayBeNull || nullable);
        }
        Integer before = positions.putIfAbsent(name, fields.size());
        if (before == null) {
            fields.add(new StructField(name, type, mayBeNull, Metadata.empty()));
            return fields.size() - 1;
        }
        StructField first = fields.get(before);
        if (!first.dataType().equals(type)) {
            throw new IllegalArgumentException("Column " + name + " of " + record.getName() + " has two types: "
                    + first.dataType().simpleString() + " and " + type.simpleString()
                    + " (one name is one column; @Inline(rename = ...) gives it another)");
        }
        fields.set(before, new StructField(name, type, first.nullable() && mayBeNull, Metadata.empty()));
        shared.add(before);
        return before;
    }

    String nameOf(int position) {
        return outer == null ? fields.get(position).name() : outer.nameOf(position);
    }

    StructType schema() {
        return new StructType(fields.toArray(StructField[]::new));
    }

    StructType nested() {
        return new StructType(fields.stream()
                .map(f -> new StructField(f.name(), f.dataType(), true, f.metadata()))
                .toArray(StructField[]::new));
    }

    int[] shared() {
        return shared.stream().mapToInt(Integer::intValue).toArray();
    }
}
