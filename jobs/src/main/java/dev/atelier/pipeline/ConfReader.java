package dev.atelier.pipeline;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.atelier.domain.Inline;
import dev.atelier.domain.ToldBy;
import dev.atelier.domain.Word;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Nearest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * HOCON to records: a key for each component, by the same name. A key that no component has is an error that names the
 * nearest one; a missing key is null, which the record's compact constructor turns into its default or refuses. Which record
 * a sealed interface is, and whose keys stand among those of another record, say the annotations that {@code rows} knows too.
 */
public final class ConfReader {
    private ConfReader() {}

    /** @throws ConfError with file, line, key and rule */
    public static <T extends Record> T read(Config config, Class<T> type) {
        return type.cast(record(config, type, ""));
    }

    private static Object record(Config config, Class<?> type, String path) {
        List<String> known = keys(type).toList();
        for (String key : config.root().keySet()) {
            if (!known.contains(key)) {
                throw new ConfError(where(config.root().get(key)) + "Unknown key " + path + key + " (did you mean "
                        + path + Nearest.of(key, known) + "? known here: " + String.join(", ", known) + ")");
            }
        }
        return construct(config, type, path);
    }

    /** The record's keys; those of a component marked {@link Inline} stand among them. */
    private static Stream<String> keys(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(c -> isUnwrapped(c) ? keys(c.getType()) : Stream.of(c.getName()));
    }

    private static boolean isUnwrapped(RecordComponent component) {
        return component.isAnnotationPresent(Inline.class);
    }

    private static Object construct(Config config, Class<?> type, String path) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = components[i].getName();
            types[i] = components[i].getType();
            if (isUnwrapped(components[i])) {
                values[i] = construct(config, types[i], path);
                continue;
            }
            ConfigValue value = config.root().get(key);
            boolean absent = value == null || value.valueType() == ConfigValueType.NULL;
            if (absent && types[i].isPrimitive()) {
                throw new ConfError(where(config.root()) + "Missing key " + path + key + " (a "
                        + types[i].getSimpleName() + " is needed here)");
            }
            values[i] = absent ? null : value(value, components[i].getGenericType(), path + key);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            String section = path.isEmpty() ? "" : " in " + path.substring(0, path.length() - 1);
            throw new ConfError(where(config.root()) + e.getCause().getMessage() + section, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot construct " + type, e);
        }
    }

    private static Object value(ConfigValue value, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? list(value, arguments[0], path)
                    : map(value, arguments[1], path);
        }
        Class<?> c = (Class<?>) type;
        try {
            if (c.isSealed() && !c.isEnum()) { // an enum whose constants have bodies is sealed
                return permitted(section(value, path), c, path + ".");
            } else if (c.isRecord()) {
                return record(section(value, path), c, path + ".");
            }
            return scalar(value.atKey("v"), c, path);
        } catch (ConfigException e) {
            throw new ConfError(
                    where(value) + "Invalid " + path + ": " + value.unwrapped() + " (must be a "
                            + c.getSimpleName().toLowerCase(Locale.ROOT) + ")",
                    e);
        }
    }

    /** The record of a sealed interface whose {@link Word} stands under the interface's key. */
    private static Object permitted(Config section, Class<?> type, String path) {
        String key = type.getAnnotation(ToldBy.class).value();
        Map<String, Class<?>> words = new LinkedHashMap<>();
        leaves(type).forEach(leaf -> words.put(leaf.getAnnotation(Word.class).value(), leaf));
        ConfigValue word = section.root().get(key);
        Class<?> leaf =
                word == null ? null : words.get(String.valueOf(word.unwrapped()).toLowerCase(Locale.ROOT));
        if (leaf == null) {
            throw new ConfError(where(word == null ? section.root() : word) + "Invalid " + path + key + ": "
                    + (word == null ? "nothing" : word.unwrapped()) + " (must be one of " + words.keySet()
                    + (word == null ? "" : didYouMean(String.valueOf(word.unwrapped()), words.keySet())) + ")");
        }
        return record(section.withoutPath(key), leaf, path);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ConfReader::leaves)
                : Stream.of(type);
    }

    private static Config section(ConfigValue value, String path) {
        if (value.valueType() != ConfigValueType.OBJECT) {
            throw new ConfError(
                    where(value) + "Invalid " + path + ": " + value.unwrapped() + " (must be a section {...})");
        }
        return ((ConfigObject) value).toConfig();
    }

    private static Object list(ConfigValue value, Type element, String path) {
        if (!(value instanceof ConfigList values)) {
            throw new ConfError(
                    where(value) + "Invalid " + path + ": " + value.unwrapped() + " (must be a list [...])");
        }
        return IntStream.range(0, values.size())
                .mapToObj(i -> value(values.get(i), element, path + "[" + i + "]"))
                .toList();
    }

    private static Object map(ConfigValue value, Type element, String path) {
        Map<String, Object> named = new LinkedHashMap<>();
        section(value, path).root().keySet().stream()
                .sorted()
                .forEach(key -> named.put(key, value(((ConfigObject) value).get(key), element, path + "." + key)));
        return named;
    }

    private static Object scalar(Config holder, Class<?> c, String path) {
        if (c == String.class) {
            return holder.getString("v");
        } else if (c == int.class || c == Integer.class) {
            return Math.toIntExact(whole(holder, path, Integer.MAX_VALUE));
        } else if (c == long.class || c == Long.class) {
            return whole(holder, path, Long.MAX_VALUE);
        } else if (c == double.class || c == Double.class) {
            double number = holder.getDouble("v");
            if (!Double.isFinite(number)) {
                throw new ConfError(
                        where(holder.getValue("v")) + "Invalid " + path + ": " + number + " (must be a finite number)");
            }
            return number;
        } else if (c == boolean.class || c == Boolean.class) {
            return holder.getBoolean("v");
        } else if (c.isEnum()) {
            String word = holder.getString("v");
            return Arrays.stream(c.getEnumConstants())
                    .filter(e -> e.toString().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> unknown(path, word, c));
        }
        throw new IllegalStateException("No configuration type for " + c + " at " + path);
    }

    /** The library cuts what is no whole number, or too large, without a word. */
    private static long whole(Config holder, String path, long most) {
        double number = holder.getDouble("v");
        if (number != Math.rint(number) || Math.abs(number) > (double) most) {
            throw new ConfError(where(holder.getValue("v")) + "Invalid " + path + ": "
                    + holder.getValue("v").unwrapped() + " (must be a whole number, at most " + most + ")");
        }
        return holder.getLong("v");
    }

    private static ConfError unknown(String path, String word, Class<?> type) {
        List<String> known = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .toList();
        return new ConfError(
                "Invalid " + path + ": " + word + " (must be one of " + known + didYouMean(word, known) + ")");
    }

    private static String didYouMean(String word, Collection<String> known) {
        return "; did you mean " + Nearest.of(word, known) + "?";
    }

    private static String where(ConfigValue value) {
        String description = value.origin().description();
        return description == null || description.isBlank() ? "" : description + ": ";
    }
}
