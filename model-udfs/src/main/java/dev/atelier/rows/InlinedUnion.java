package dev.atelier.rows;

import dev.atelier.domain.ToldBy;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;

/**
 * A sealed interface whose records' columns stand among those of the record that holds it: a column with the word, and
 * the columns of all its records, of which those of the one that is there are set.
 */
record InlinedUnion(String owner, String told, int index, Map<Class<?>, String> words, Map<String, RecordShape> shapes)
        implements Part {
    static InlinedUnion of(Class<?> union, Columns columns) {
        ToldBy told = union.getAnnotation(ToldBy.class);
        if (told == null) {
            throw new IllegalArgumentException(
                    "Cannot inline " + union.getName() + ": no @ToldBy names the column that tells its records apart");
        }
        int index = columns.add(told.value(), DataTypes.StringType, true);
        Map<Class<?>, String> words = new HashMap<>();
        Map<String, RecordShape> shapes = new HashMap<>();
        Words.of(union).forEach((word, record) -> {
            words.put(record, word);
            shapes.put(word, RecordShape.of(record, columns.optional()));
        });
        return new InlinedUnion(union.getSimpleName(), columns.nameOf(index), index, words, shapes);
    }

    @Override
    public void write(Object value, Object[] cells) {
        String word = value == null ? null : words.get(value.getClass());
        SharedCells.put(cells, index, word, told, owner);
        if (word != null) {
            shapes.get(word).write(value, cells);
        }
    }

    @Override
    public Object read(Object[] cells) {
        Object word = cells[index];
        if (word == null) {
            return null;
        }
        RecordShape shape = shapes.get(word);
        if (shape == null) {
            throw Words.unknown(told + " of " + owner, word, shapes.keySet());
        }
        return shape.record(cells);
    }

    @Override
    public boolean absent(Object[] cells) {
        return cells[index] == null;
    }
}
