package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Typed reading of a vendor's config, that remembers which keys were read: a key that nobody implements must not be
 * passed over, since it may change what the network computes. An absent key has the vendor's default.
 */
public final class ConfigKeys {
    private final Path file;
    private final JsonNode json;
    private final Set<String> read = new HashSet<>();

    ConfigKeys(Path file, JsonNode json) {
        this.file = file;
        this.json = json;
    }

    /** @throws BadModelException if it is missing or not a JSON object */
    public static ConfigKeys of(ModelDirectory directory, String relative) {
        return new ConfigKeys(directory.file(relative), directory.config(relative));
    }

    /** A whole number of at least 1, within its {@link Bounds}. */
    public int positive(String key, int absent) {
        JsonNode value = get(key);
        return value == null ? absent : positive(key, value);
    }

    private int positive(String key, JsonNode value) {
        boolean within = value.isInt() && value.asInt() >= 1 && value.asInt() <= Bounds.most(key);
        check(within, key, "must be a whole number from 1 to " + Bounds.most(key));
        return value.asInt();
    }

    /** A finite number in a range, its ends included. */
    public double number(String key, double absent, double least, double most) {
        JsonNode value = get(key);
        boolean within = value == null || (value.isNumber() && value.asDouble() >= least && value.asDouble() <= most);
        check(within, key, "must be a number from " + least + " to " + most);
        return value == null ? absent : value.asDouble();
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

    /** A list of words, each one of some; a single word of {@code length} 1 is no list. */
    List<String> words(String key, List<String> implemented) {
        JsonNode value = get(key);
        boolean some = value != null && value.isArray() && !value.isEmpty() && value.size() <= Bounds.LEVELS;
        check(some, key, "must be a list of 1 to " + Bounds.LEVELS + " block types");
        List<String> words = new ArrayList<>();
        for (JsonNode word : value) {
            check(
                    implemented.contains(word.asText()),
                    key,
                    "not implemented; each must be one of " + String.join(", ", implemented));
            words.add(word.asText());
        }
        return words;
    }

    /** Whole numbers of at least 1: a list of that length, or one number that stands for all. */
    List<Integer> each(String key, int length, int absent) {
        JsonNode value = get(key);
        if (value == null || !value.isArray()) {
            return Collections.nCopies(length, value == null ? absent : positive(key, value));
        }
        check(value.size() == length, key, "must be one number or a list of " + length);
        List<Integer> numbers = new ArrayList<>();
        value.forEach(number -> numbers.add(positive(key, number)));
        return numbers;
    }

    /** A key whose only implemented value is this one (as JSON prints it), which is also its default. */
    void only(String key, String implemented) {
        JsonNode value = get(key);
        boolean bothNumbers = value != null && value.isNumber() && implemented.matches("-?[0-9.]+");
        boolean same = bothNumbers
                ? value.asDouble() == Double.parseDouble(implemented)
                : value == null || value.asText().equals(implemented);
        check(same, key, "not implemented; must be " + implemented);
    }

    /** Keys that must be absent, null or false: each switches on something that is not implemented. */
    public void absent(String... keys) {
        for (String key : keys) {
            JsonNode value = get(key);
            check(value == null || (value.isBoolean() && !value.asBoolean()), key, "not implemented; must be null");
        }
    }

    /** Keys that say nothing about what the network computes. */
    void ignore(String... keys) {
        read.addAll(List.of(keys));
    }

    /** @throws BadModelException for a key that was neither read nor ignored, unless it begins with {@code _} */
    void refuseOthers() {
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
        if (!ok) {
            throw new BadModelException(file, key, json.get(key), rule);
        }
    }

    /** null for an absent key and for a null. */
    private JsonNode get(String key) {
        read.add(key);
        JsonNode value = json.get(key);
        return value == null || value.isNull() ? null : value;
    }
}
