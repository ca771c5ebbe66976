package dev.atelier.rows;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** An enum as its lower-case word. */
record EnumCell(String name, Map<Object, String> words, Map<String, Object> constants) implements Cell {
    static EnumCell of(Class<?> type) {
        Map<Object, String> words = new HashMap<>();
        Map<String, Object> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            String word = ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
            words.put(constant, word);
            constants.put(word, constant);
        }
        return new EnumCell(type.getSimpleName(), words, constants);
    }

    @Override
    public DataType type() {
        return DataTypes.StringType;
    }

    @Override
    public Object toCell(Object value) {
        return words.get(value);
    }

    @Override
    public Object toValue(Object cell) {
        Object constant = constants.get(cell);
        if (constant == null) {
            constant = constants.get(((String) cell).toLowerCase(Locale.ROOT));
        }
        if (constant == null) {
            throw Words.unknown(name, cell, constants.keySet());
        }
        return constant;
    }
}
