package dev.atelier.collect;

import dev.atelier.stage.ConfError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Way to a column of a Parquet file: names of nested fields, then possibly a place in a list or a key of a map. A name is
 * matched letter by letter; one with dots goes before a nested one.
 *
 * @param fields from the outermost to the column, or to the list or map in which {@code inside} is looked up
 * @param inside place in a list, or key of a map; null for none
 */
record ParquetColumn(List<String> fields, String inside) {
    /** The way to the column's first name that is there. */
    static Optional<ParquetColumn> find(MessageType file, Column column, String what) {
        return column.names().stream()
                .flatMap(name -> find(file, name, List.of(), what).stream())
                .findFirst();
    }

    private static Optional<ParquetColumn> find(GroupType at, String name, List<String> above, String what) {
        List<String> names = at.getFields().stream().map(Type::getName).toList();
        if (new Column(name).place(names, what) >= 0 && names.contains(name)) {
            return Optional.of(new ParquetColumn(with(above, name), null));
        }
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            String head = name.substring(0, dot);
            String rest = name.substring(dot + 1);
            Optional<ParquetColumn> found =
                    names.contains(head) ? inside(at.getType(head), rest, with(above, head), what) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<ParquetColumn> inside(Type type, String rest, List<String> way, String what) {
        if (type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
            return Optional.empty();
        }
        GroupType group = type.asGroupType();
        if (isMap(group) || isList(group)) {
            boolean found = isMap(group) || rest.matches("\\d{1,9}");
            return found ? Optional.of(new ParquetColumn(way, rest)) : Optional.empty();
        }
        return find(group, rest, way, what);
    }

    private static List<String> with(List<String> above, String name) {
        List<String> all = new ArrayList<>(above);
        all.add(name);
        return List.copyOf(all);
    }

    static boolean isList(GroupType group) {
        return group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation;
    }

    static boolean isMap(GroupType group) {
        return group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
                || group.getLogicalTypeAnnotation() instanceof MapKeyValueTypeAnnotation;
    }

    /** The file's schema with this column alone. */
    MessageType projection(MessageType file) {
        return new MessageType(file.getName(), prune(file, 0));
    }

    private Type prune(GroupType at, int depth) {
        Type field = at.getType(fields.get(depth));
        return depth == fields.size() - 1
                ? field
                : field.asGroupType().withNewFields(prune(field.asGroupType(), depth + 1));
    }

    /** The column's own type. */
    Type type(MessageType file) {
        return file.getType(fields.toArray(String[]::new));
    }

    /** @throws ConfError if values of that column are no text, number or time, nor a list of these */
    void check(MessageType file, String what) {
        Type type = type(file);
        ParquetText.unreadable(type, inside).ifPresent(why -> {
            throw new ConfError("Cannot read column " + String.join(".", fields) + " of " + what + ": " + why
                    + " (map another column, or write the file with a text or number there)");
        });
    }

    /** Its value in one row; null if there is none. */
    Cell read(Group row) {
        Group at = row;
        for (String field : fields.subList(0, fields.size() - 1)) {
            if (at.getFieldRepetitionCount(field) == 0) {
                return null;
            }
            at = at.getGroup(field, 0);
        }
        return ParquetText.of(at, fields.get(fields.size() - 1), inside);
    }
}
