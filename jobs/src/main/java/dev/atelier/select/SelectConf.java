package dev.atelier.select;

import dev.atelier.domain.Require;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Section {@code select}: a policy for each field ({@code title}, {@code picture} ...).
 *
 * @param fields a field without a policy keeps its first candidate
 */
public record SelectConf(Map<String, FieldPolicy> fields) implements Serializable {
    private static final FieldPolicy FIRST = new FieldPolicy(null, null, null, null);

    public SelectConf {
        // sorted and serializable, so that the configuration's text is the same every time
        fields = fields == null ? new TreeMap<>() : new TreeMap<>(fields);
        Require.that(!fields.containsValue(null), "select.fields", fields, "a field's policy must be a section {...}");
    }

    /** Every parameter at its default. */
    public static SelectConf defaults() {
        return new SelectConf(null);
    }

    /**
     * @param lacking measures that nothing is found for, each with the key that is not set: a threshold on one would reject
     *     every row
     * @throws IllegalArgumentException if a policy reads one
     */
    public void check(Map<String, String> lacking) {
        fields.forEach((field, policy) -> policy.measures()
                .forEach(word -> Require.that(
                        !lacking.containsKey(word),
                        "measure in select.fields." + field,
                        word,
                        "nothing measures it as long as " + lacking.get(word) + " is not set")));
    }

    FieldPolicy of(String field) {
        return fields.getOrDefault(field, FIRST);
    }
}
