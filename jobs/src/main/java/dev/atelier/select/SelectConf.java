package dev.atelier.select;

import dev.atelier.domain.Modality;
import dev.atelier.domain.Require;
import dev.atelier.measures.Rubric;
import dev.atelier.measures.Scorers;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Section {@code select}: a policy for each field ({@code title}, {@code picture} ...).
 *
 * @param rules lists of thresholds by name, which several fields may have; default none
 * @param fields a field without a policy keeps its first candidate
 * @param quotas at most one for each field; default none
 * @param audit random samples for people; default none
 */
public record SelectConf(
        Map<String, List<Threshold>> rules, Map<String, FieldPolicy> fields, List<Quota> quotas, Audit audit)
        implements Serializable {
    private static final FieldPolicy FIRST = new FieldPolicy(null, null, null, null, null, null, null);

    public SelectConf {
        rules = rules == null ? new TreeMap<>() : new TreeMap<>(rules);
        // sorted and serializable, so that the configuration's text is the same every time
        fields = fields == null ? new TreeMap<>() : new TreeMap<>(fields);
        requireKnown(rules.keySet(), fields);
        quotas = Require.list(quotas);
        List<String> limited = quotas.stream().map(Quota::field).toList();
        limited.forEach(field -> Require.that(
                Collections.frequency(limited, field) == 1,
                "select.quotas",
                "two for field " + field,
                "one for each field: keep the one that counts"));
        audit = audit == null ? new Audit(null, null) : audit;
        fields.forEach((field, policy) -> Require.that(
                policy != null, "select.fields." + field, null, "a field's policy must be a section {...}"));
    }

    /** Every parameter at its default. */
    public static SelectConf defaults() {
        return new SelectConf(null, null, null, null);
    }

    /**
     * @param lacking measures that nothing is found for, each with the key that is not set: a threshold on one would reject
     *     every row
     * @param judged measures of the configuration's rubric
     * @throws IllegalArgumentException if a policy reads one
     */
    public void check(Map<String, String> lacking, List<String> judged) {
        fields.keySet().forEach(field -> of(field).measures().forEach(word -> {
            String where = "measure in select.fields." + field;
            Require.that(
                    !lacking.containsKey(word),
                    where,
                    word,
                    "nothing measures it as long as " + lacking.get(word) + " is not set");
            Require.that(
                    !word.startsWith(Rubric.PREFIX) || judged.contains(word),
                    where,
                    word,
                    "score.judge has no such criterion; it gives " + judged);
        }));
    }

    /** Keys of this section that speak of a field which nothing makes: {@code select.fields.slogan}. */
    public List<String> idle(Set<String> made) {
        return Stream.concat(
                        fields.keySet().stream()
                                .filter(field -> !made.contains(field))
                                .map(field -> "select.fields." + field),
                        quotas.stream()
                                .map(Quota::field)
                                .filter(field -> !made.contains(field))
                                .map(field -> "the quota of " + field))
                .toList();
    }

    /**
     * @param made what each field is
     * @throws IllegalArgumentException if a policy reads a measure of pictures for a text, or the other way round
     */
    public void checkModalities(Map<String, Modality> made) {
        made.forEach((field, modality) -> {
            Set<String> known = Scorers.of(modality);
            of(field)
                    .measures()
                    .forEach(word -> Require.that(
                            known.contains(word) || (modality == Modality.TEXT && word.startsWith(Rubric.PREFIX)),
                            "measure in select.fields." + field,
                            word,
                            "is not measured of " + (modality == Modality.TEXT ? "texts" : "pictures")
                                    + ", and every candidate would be rejected"));
        });
    }

    /** Every measure that a policy reads. */
    public Set<String> measures() {
        return fields.keySet().stream()
                .flatMap(field -> of(field).measures().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Optional<Quota> quota(String field) {
        return quotas.stream().filter(quota -> quota.field().equals(field)).findFirst();
    }

    private static void requireKnown(Set<String> rules, Map<String, FieldPolicy> fields) {
        fields.forEach((field, policy) -> {
            if (policy != null) {
                policy.rules()
                        .forEach(rule -> Require.that(
                                rules.contains(rule),
                                "rule of select.fields." + field,
                                rule,
                                "must be one of select.rules: " + rules));
            }
        });
    }

    FieldPolicy of(String field) {
        return fields.getOrDefault(field, FIRST).with(rules);
    }
}
