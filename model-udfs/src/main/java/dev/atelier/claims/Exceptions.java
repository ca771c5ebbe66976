package dev.atelier.claims;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words that have a form that is looked for, and are something else: {@code exceptions.tsv}. */
final class Exceptions {
    private static final String FILE = "exceptions.tsv";

    /** Folded words such as {@code honest} and {@code robuste}. */
    static final Set<String> NO_SUPERLATIVE = words("no superlative");

    /** Folded words such as {@code hand} and {@code monday}. */
    static final Set<String> NO_BRAND = words("no brand");

    /** Folded words such as {@code handarbeit}. */
    static final Set<String> NO_PLACE = words("no place");

    private Exceptions() {}

    private static Set<String> words(String value) {
        Map<String, String> row = Table.rows(FILE).stream()
                .filter(one -> one.get("value").equals(value))
                .findFirst()
                .orElseThrow();
        return Stream.concat(Table.entries(row.get("en")).stream(), Table.entries(row.get("de")).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
