package dev.atelier.collect;

import dev.atelier.domain.RawItem;
import dev.atelier.domain.Require;
import dev.atelier.stage.Nearest;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What becomes of a source's rows.
 *
 * @param columns our field (one of {@link RawItem#FIELDS}) to their column (CSV header, Parquet column such as
 *     {@code specs.name}) or JSON pointer ({@code /specs/name}; a bare word means {@code /word}); with a {@code ?} at its
 *     end it may be absent. Left out: columns that bear our names
 * @param attributes name of an attribute to their column or JSON pointer
 * @param locale language tag such as {@code de-DE}: how the source writes numbers ({@code 1.299}) and which currency its
 *     signs mean ({@code $}); without it what could be either is flagged
 * @param licence of the data, carried to every row and every asset made from it
 */
public record Mapping(Map<String, String> columns, Map<String, String> attributes, String locale, String licence)
        implements Serializable {
    public Mapping {
        columns = sorted(columns);
        for (String field : columns.keySet()) {
            Require.that(
                    RawItem.FIELDS.contains(field),
                    "field under columns",
                    field,
                    "did you mean " + Nearest.of(field, RawItem.FIELDS) + "? known: "
                            + String.join(", ", RawItem.FIELDS) + "; anything else goes under attributes");
        }
        Require.that(columns.isEmpty() || columns.containsKey("name"), "columns", columns, "name must be mapped");
        attributes = sorted(attributes);
        Require.that(
                locale == null || spoken(locale),
                "locale",
                locale,
                "must be a language and a region, such as de-DE, en-US, fr-CH");
        Require.text(licence, "licence");
    }

    /** A tag of a language and, if it has one, a region that are known. */
    private static boolean spoken(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return locale.toLanguageTag().equalsIgnoreCase(tag)
                && !locale.getDisplayLanguage(Locale.ENGLISH).equals(locale.getLanguage())
                && (locale.getCountry().isEmpty()
                        || List.of(Locale.getISOCountries()).contains(locale.getCountry()));
    }

    /** A serializable copy whose order is the same in every JVM. */
    private static Map<String, String> sorted(Map<String, String> map) {
        return Collections.unmodifiableSortedMap(map == null ? new TreeMap<>() : new TreeMap<>(map));
    }

    /** What our fields are called over there; unless columns are mapped by their own names, of which only name is needed. */
    Map<String, String> fields() {
        return columns.isEmpty()
                ? RawItem.FIELDS.stream()
                        .collect(Collectors.toMap(Function.identity(), f -> f.equals("name") ? f : f + "?"))
                : columns;
    }

    /** Every column that is read. */
    List<Column> wanted() {
        return Stream.concat(fields().values().stream(), attributes.values().stream())
                .distinct()
                .map(Column::new)
                .toList();
    }
}
