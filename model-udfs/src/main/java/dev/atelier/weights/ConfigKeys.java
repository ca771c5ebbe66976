package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Typed reading of a vendor's config, that remembers which keys were read: a key that nobody implements must not be
 * passed over, since it may change what the network computes. An absent key, or a null, has the vendor's default.
 */
public final class ConfigKeys {
    private final Path file;
    private final JsonNode json;
    private final UnaryOperator<String> told;
    private final Set<String> read = new HashSet<>();

    /** @param told what messages call a key */
    ConfigKeys(Path file, JsonNode json, UnaryOperator<String> told) {
        this.file = file;
        this.json = json;
        this.told = told;
    }

    /** @throws BadModelException if it is missing or not a JSON object */
    public static ConfigKeys of(ModelDirectory directory, String relative) {
        return new ConfigKeys(directory.file(relative), directory.config(relative), key -> key);
    }

    /** No key at all, as if a file that may be absent were empty. */
    public static ConfigKeys ofNothing(ModelDirectory directory) {
        return new ConfigKeys(directory.root(), JsonNodeFactory.instance.objectNode(), key -> key);
    }

    /** The keys of an object inside; none if it is absent. */
    public ConfigKeys section(String key) {
        JsonNode value = get(key);
        check(value == null || value.isObject(), key, "must be an object");
        JsonNode object = value == null ? JsonNodeFactory.instance.objectNode() : value;
        return new ConfigKeys(file, object, inner -> told.apply(key) + "." + inner);
    }

    /** True if the key is there, be it null. */
    public boolean has(String key) {
        return json.has(key);
    }

    /** True if the key's value is a number. */
    public boolean isNumber(String key) {
        return json.path(key).isNumber();
    }

    /** A whole number of at least 1, within its {@link Bounds}; the key must be there. */
    public int positive(String key) {
        JsonNode value = get(key);
        return positive(key, value == null ? MissingNode.getInstance() : value);
    }

    /** A whole number of at least 1, within its {@link Bounds}. */
    public int positive(String key, int absent) {
        JsonNode value = get(key);
        return value == null ? absent : positive(key, value);
    }

    private int positive(String key, JsonNode value) {
        boolean within = isWhole(value) && value.asInt() >= 1 && value.asInt() <= Bounds.most(key);
        check(within, key, "must be a whole number from 1 to " + Bounds.most(key));
        return value.asInt();
    }

    /** A finite number in a range, its ends included. */
    public double number(String key, double absent, double least, double most) {
        return numbers(key, new double[] {absent}, least, most)[0];
    }

    /** Finite numbers in a range: a list as long as the default, or one number that stands for all. */
    public double[] numbers(String key, double[] absent, double least, double most) {
        JsonNode value = get(key);
        if (value == null) {
            return absent;
        }
        double[] numbers = new double[absent.length];
        boolean list = value.isArray() && value.size() == absent.length && absent.length > 1;
        for (int i = 0; i < numbers.length; i++) {
            JsonNode one = list ? value.get(i) : value;
            numbers[i] = one.asDouble();
            boolean within = one.isNumber() && numbers[i] >= least && numbers[i] <= most; // NaN is not
            String what = absent.length == 1 ? "a number" : "a number, or a list of " + absent.length + ",";
            check(within, key, "must be " + what + " from " + least + " to " + most);
        }
        return numbers;
    }

    public boolean flag(String key, boolean absent) {
        JsonNode value = get(key);
        check(value == null || value.isBoolean(), key, "must be true or false");
        return value == null ? absent : value.asBoolean();
    }

    /** One of some words. */
    public String word(String key, String absent, List<String> implemented) {
        JsonNode value = get(key);
        check(
                value == null || implemented.contains(value.asText()),
                key,
                "not implemented; must be " + String.join(" or ", implemented));
        return value == null ? absent : value.asText();
    }

    /** A list of 1 to some words, each one of some. */
    public List<String> words(String key, List<String> implemented) {
        JsonNode value = get(key);
        boolean some = value != null && value.isArray() && !value.isEmpty() && value.size() <= Bounds.LEVELS;
        check(some, key, "must be a list of 1 to " + Bounds.LEVELS + " block types");
        value.forEach(word -> check(
                implemented.contains(word.asText()),
                key,
                "not implemented; each must be one of " + String.join(", ", implemented)));
        List<String> words = new ArrayList<>();
        value.forEach(word -> words.add(word.asText()));
        return words;
    }

    /** Whole numbers of at least 1: a list of that length, or one number that stands for all. */
    public List<Integer> each(String key, int length, int absent) {
        JsonNode value = get(key);
        if (value == null || !value.isArray()) {
            return Collections.nCopies(length, value == null ? absent : positive(key, value));
        }
        check(value.size() == length, key, "must be one number or a list of " + length);
        List<Integer> numbers = new ArrayList<>();
        value.forEach(number -> numbers.add(positive(key, number)));
        return numbers;
    }

    /** Token ids, in any order and of any size: a list or a single one; none if the key is absent. */
    public List<Integer> ids(String key) {
        JsonNode value = get(key);
        List<Integer> ids = new ArrayList<>();
        for (JsonNode id : value == null ? List.<JsonNode>of() : value.isArray() ? value : List.of(value)) {
            check(isWhole(id), key, "must be a token id or a list of them");
            ids.add(id.asInt());
        }
        return ids;
    }

    /** A key, or a list of them, whose only implemented value is this one (as JSON prints it), also where it is absent. */
    public void only(String key, String implemented) {
        JsonNode value = get(key);
        for (JsonNode one : value == null ? List.<JsonNode>of() : value.isArray() ? value : List.of(value)) {
            boolean same = (one.isNumber() && implemented.matches("-?[0-9.]+"))
                    ? one.asDouble() == Double.parseDouble(implemented)
                    : one.asText().equals(implemented);
            check(same, key, "not implemented; must be " + implemented);
        }
    }

    /** Keys that must be absent, null, false or empty: each switches on something that is not implemented. */
    public void absent(String... keys) {
        for (String key : keys) {
            JsonNode value = get(key);
            boolean off = value == null || isFalse(value) || (value.isContainerNode() && value.isEmpty());
            check(off, key, "not implemented; must be null");
        }
    }

    /** Keys that say nothing about what the network computes. */
    public void ignore(String... keys) {
        read.addAll(Arrays.asList(keys));
    }

    /** As {@link #ignore}, keys that are false: for configs whose switches are all off by default. */
    public void ignoreWhatIsOff() {
        json.fields().forEachRemaining(entry -> {
            if (isFalse(entry.getValue())) {
                read.add(entry.getKey());
            }
        });
    }

    /** As {@link #ignore}, keys that begin like this. */
    public void ignorePrefixes(String... prefixes) {
        json.fieldNames().forEachRemaining(key -> {
            if (Arrays.stream(prefixes).anyMatch(key::startsWith)) {
                read.add(key);
            }
        });
    }

    /** @throws BadModelException for a key that was neither read nor ignored, unless it begins with {@code _} */
    public void refuseOthers() {
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String key = names.next();
            check(
                    key.startsWith("_") || read.contains(key) || json.get(key).isNull(),
                    key,
                    "unknown key, so what it changes is not implemented");
        }
    }

    /** @throws BadModelException naming the key, its value and the rule, unless {@code ok} */
    public void check(boolean ok, String key, String rule) {
        BadModelException.unless(ok, file, told.apply(key), json.has(key) ? json.get(key) : "missing", rule);
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToInt();
    }

    private static boolean isFalse(JsonNode value) {
        return value.isBoolean() && !value.asBoolean();
    }

    /** null for an absent key and for a null. */
    private JsonNode get(String key) {
        read.add(key);
        JsonNode value = json.get(key);
        return value == null || value.isNull() ? null : value;
    }
}
