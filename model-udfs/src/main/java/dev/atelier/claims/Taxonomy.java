package dev.atelier.claims;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is a kind of what in one list of words: oak is wood, navy is blue, Solingen is in Germany. */
final class Taxonomy {
    private final Map<String, Set<String>> all = new HashMap<>();
    private final Map<String, Set<String>> excludes = new HashMap<>();
    private final Set<String> weaves = new HashSet<>();

    Taxonomy(List<Map<String, String>> rows) {
        Map<String, List<String>> parents = new HashMap<>();
        for (Map<String, String> row : rows) {
            parents.put(row.get("value"), Table.entries(row.get("is")));
            for (String other : Table.entries(row.get("excludes"))) {
                excludes.computeIfAbsent(row.get("value"), v -> new HashSet<>()).add(other);
                excludes.computeIfAbsent(other, v -> new HashSet<>()).add(row.get("value"));
            }
            if ("y".equals(row.get("weave"))) {
                weaves.add(row.get("value"));
            }
        }
        parents.keySet().forEach(value -> all.put(value, upwards(value, parents)));
    }

    private static Set<String> upwards(String value, Map<String, List<String>> parents) {
        Set<String> found = new LinkedHashSet<>(List.of(value));
        List<String> next = List.of(value);
        while (!next.isEmpty()) {
            next = next.stream()
                    .flatMap(one -> parents.getOrDefault(one, List.of()).stream())
                    .filter(found::add)
                    .toList();
        }
        return found;
    }

    /** Whether what is {@code special} is {@code general} too; a value of no list is itself alone. */
    boolean is(String special, String general) {
        return special.equals(general) || all.getOrDefault(special, Set.of()).contains(general);
    }

    /** Whether the list has the value. */
    boolean knows(String value) {
        return all.containsKey(value);
    }

    /** Whether both can be said of one thing: one is a kind of the other, or one says how it is made and the other of what. */
    boolean agree(String one, String other) {
        return is(one, other) || is(other, one) || weaves.contains(one) != weaves.contains(other);
    }

    /** Whether they cannot be true at the same time. */
    boolean exclude(String one, String other) {
        return excludes.getOrDefault(one, Set.of()).contains(other);
    }
}
