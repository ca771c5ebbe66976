package dev.atelier.select;

import dev.atelier.domain.Require;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Section {@code select}: a policy for each field ({@code title}, {@code picture} ...).
 *
 * @param fields a field without a policy keeps its first candidate
 * @param quotas at most one for each field; default none
 * @param audit random samples for people; default none
 */
public record SelectConf(Map<String, FieldPolicy> fields, List<Quota> quotas, Audit audit) implements Serializable {
    private static final FieldPolicy FIRST = new FieldPolicy(null, null, null, null, null, null);

    public SelectConf {
        // sorted and serializable, so that the configuration's text is the same every time
        fields = fields == null ? new TreeMap<>() : new TreeMap<>(fields);
        quotas = Require.list(quotas);
        Require.that(
                quotas.stream().map(Quota::field).distinct().count() == quotas.size(),
                "select.quotas",
                quotas,
                "must have one quota a field");
        audit = audit == null ? new Audit(null, null) : audit;
        Require.that(!fields.containsValue(null), "select.fields", fields, "a field's policy must be a section {...}");
    }

    /** Every parameter at its default. */
    public static SelectConf defaults() {
        return new SelectConf(null, null, null);
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

    Optional<Quota> quota(String field) {
        return quotas.stream().filter(quota -> quota.field().equals(field)).findFirst();
    }

    FieldPolicy of(String field) {
        return fields.getOrDefault(field, FIRST);
    }
}
