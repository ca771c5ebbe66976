package dev.atelier.domain;

import java.util.List;
import java.util.function.BinaryOperator;

/**
 * One row as its source gave it, with columns mapped to our names and nothing cleaned.
 *
 * @param rowId where it stands: {@code <source file name>#<row>}; unique in a run
 * @param source name of the source file, as configured
 * @param sourceRow 1-based line (CSV with header: the first data line is 2; JSON lines: 1) or record
 * @param gtin as written; null when missing
 * @param price as written, such as {@code "€ 12,90"}; null when missing
 * @param currency the row's own column for it, as written; null when the source has none
 * @param locale language tag of the source, such as {@code de-DE}: how it writes numbers, which currency its signs mean;
 *     null when not declared
 * @param typedPrice whether the price is a number of the source's own type (JSON, Parquet): digits and a point, never
 *     in doubt
 * @param licence of the row's source, from the configuration
 */
public record RawItem(
        String rowId,
        String source,
        long sourceRow,
        String sku,
        String gtin,
        String name,
        String description,
        String category,
        String brand,
        String price,
        String currency,
        String locale,
        boolean typedPrice,
        List<Attribute> attributes,
        String licence) {
    /** Texts of a row that a column can be mapped to; {@code currency} goes before what {@code price} says. */
    public static final List<String> FIELDS =
            List.of("sku", "gtin", "name", "description", "category", "brand", "price", "currency");

    public RawItem {
        Require.text(rowId, "rowId");
        attributes = Require.list(attributes);
    }

    /** A row of which nothing is known but where it stands. */
    public static RawItem of(String rowId, String source, long sourceRow, String locale, String licence) {
        return new RawItem(
                rowId, source, sourceRow, null, null, null, null, null, null, null, null, locale, false, null, licence);
    }

    /**
     * The same row with other texts.
     *
     * @param change name of a field and its text, null for none, to its new text
     * @param typed see {@code typedPrice}
     */
    public RawItem with(BinaryOperator<String> change, boolean typed, List<Attribute> newAttributes) {
        return new RawItem(
                rowId,
                source,
                sourceRow,
                change.apply("sku", sku),
                change.apply("gtin", gtin),
                change.apply("name", name),
                change.apply("description", description),
                change.apply("category", category),
                change.apply("brand", brand),
                change.apply("price", price),
                change.apply("currency", currency),
                locale,
                typed,
                newAttributes,
                licence);
    }
}
