package dev.atelier.rows;

import dev.atelier.domain.Word;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The records of a sealed interface by the words that stand for them in tables. */
final class Words {
    private Words() {}

    /** In the order in which the interface permits them; those of an interface below it stand in its place. */
    static Map<String, Class<?>> of(Class<?> union) {
        Map<String, Class<?>> records = new LinkedHashMap<>();
        if (union.getTypeParameters().length > 0) {
            throw new IllegalArgumentException("No column type for " + union.getName() + " (it has type parameters)");
        }
        for (Class<?> permitted : union.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                enter(union, word(permitted), permitted, records);
            } else if (permitted.isInterface() && permitted.isSealed()) {
                of(permitted).forEach((word, record) -> enter(union, word, record, records));
            } else {
                throw new IllegalArgumentException("No column type for " + permitted.getName() + " of sealed "
                        + union.getName() + " (only records can stand in a table)");
            }
        }
        return records;
    }

    private static void enter(Class<?> union, String word, Class<?> record, Map<String, Class<?>> records) {
        Class<?> other = records.putIfAbsent(word, record);
        if (other != null && other != record) {
            throw new IllegalArgumentException("Word " + word + " of " + union.getName() + " stands for "
                    + other.getSimpleName() + " and " + record.getSimpleName() + " (give one another @Word)");
        }
    }

    private static String word(Class<?> record) {
        Word word = record.getAnnotation(Word.class);
        return word == null ? RowCodec.column(record.getSimpleName()) : word.value();
    }

    static IllegalArgumentException unknown(String what, Object word, Collection<String> known) {
        return new IllegalArgumentException(
                "Unknown " + what + ": " + word + " (must be one of " + String.join(", ", new TreeSet<>(known)) + ")");
    }
}
