package dev.atelier.collect;

import dev.atelier.domain.Require;
import dev.atelier.stage.Nearest;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One source of rows: files of one format under one path.
 *
 * @param path file or directory (searched to its leaves) of exactly that name, else a glob; local or {@code file:}, {@code hdfs:}, {@code s3a:};
 *     a name ending in {@code .gz} or {@code .bz2} is unpacked while it is read
 * @param format {@code csv}, {@code jsonl} (one JSON object a line), {@code html} (pages with schema.org Product as
 *     JSON-LD) or {@code parquet}
 * @param encoding of text files; default {@code UTF-8}, for HTML what the page says
 * @param columns our field to their column (CSV header, Parquet column such as {@code specs.name}) or JSON pointer
 *     ({@code /specs/name}; a bare word means {@code /word}); with a {@code ?} at its end it may be absent. Left out:
 *     columns that bear our names
 * @param attributes name of an attribute to their column or JSON pointer
 * @param delimiter of CSV, one character; default comma
 * @param locale language tag such as {@code de-DE}: how the source writes numbers ({@code 1.299}) and which currency its
 *     signs mean ({@code $}); without it what could be either is flagged
 * @param licence of the data, carried to every row and every asset made from it
 */
public record SourceConf(
        String path,
        String format,
        String encoding,
        Map<String, String> columns,
        Map<String, String> attributes,
        String delimiter,
        String locale,
        String licence)
        implements Serializable {
    /** Fields of an item that a column can be mapped to; {@code currency} goes before what {@code price} says. */
    public static final List<String> FIELDS =
            List.of("sku", "name", "description", "category", "brand", "price", "currency");

    public SourceConf {
        Require.text(path, "path of a source");
        format = format == null ? "" : format.toLowerCase(Locale.ROOT);
        Require.that(
                format.matches("csv|jsonl|html|parquet"),
                "format of source " + path,
                format,
                "must be csv, jsonl, html or parquet");
        Require.that(encoding == null || known(encoding), "encoding of source " + path, encoding, "not known to Java");
        columns = sorted(columns);
        for (String field : columns.keySet()) {
            Require.that(
                    FIELDS.contains(field),
                    "field of source " + path,
                    field,
                    "did you mean " + Nearest.of(field, FIELDS) + "? known: " + String.join(", ", FIELDS)
                            + "; anything else goes under attributes");
        }
        Require.that(
                columns.isEmpty() || columns.containsKey("name"),
                "columns of source " + path,
                columns,
                "name must be mapped");
        attributes = sorted(attributes);
        delimiter = delimiter == null ? "," : delimiter;
        Require.that(
                delimiter.length() == 1 && !delimiter.equals("\""),
                "delimiter of source " + path,
                delimiter,
                "must be one character, not a quote");
        Require.that(
                locale == null || spoken(locale),
                "locale of source " + path,
                locale,
                "must be a language and a region, such as de-DE, en-US, fr-CH");
        Require.text(licence, "licence of source " + path);
    }

    /** A tag of a language and, if it has one, a region that are known. */
    private static boolean spoken(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return locale.toLanguageTag().equalsIgnoreCase(tag)
                && !locale.getDisplayLanguage(Locale.ENGLISH).equals(locale.getLanguage())
                && (locale.getCountry().isEmpty()
                        || List.of(Locale.getISOCountries()).contains(locale.getCountry()));
    }

    private static boolean known(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A serializable copy whose order is the same in every JVM. */
    private static Map<String, String> sorted(Map<String, String> map) {
        return Collections.unmodifiableSortedMap(map == null ? new TreeMap<>() : new TreeMap<>(map));
    }

    /** The same source without its place, which decides nothing. */
    public SourceConf anywhere() {
        return new SourceConf("anywhere", format, encoding, columns, attributes, delimiter, locale, licence);
    }
}
