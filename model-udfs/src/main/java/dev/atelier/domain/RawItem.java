package dev.atelier.domain;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * One row as its source gave it, with columns mapped to our names and nothing cleaned.
 *
 * @param rowId where it stands: {@code <source file name>#<row>}; unique in a run
 * @param source name of the source file, as configured
 * @param sourceRow 1-based line (CSV with header: the first data line is 2; JSON lines: 1) or record
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
        @Inline ItemText text,
        String price,
        String currency,
        String locale,
        boolean typedPrice,
        List<Attribute> attributes,
        String licence)
        implements ItemText.Bearer {
    /** What a column can be mapped to; {@code currency} goes before what {@code price} says. */
    public static final List<String> FIELDS = Stream.concat(ItemText.FIELDS.stream(), Stream.of("price", "currency"))
            .toList();

    public RawItem {
        Require.text(rowId, "rowId");
        attributes = Require.list(attributes);
    }

    /**
     * The same row with other texts.
     *
     * @param change name of one of {@link #FIELDS} and its text, null for none, to its new text
     */
    public RawItem with(BinaryOperator<String> change, List<Attribute> newAttributes) {
        return new RawItem(
                rowId,
                source,
                sourceRow,
                text.map(change),
                change.apply("price", price),
                change.apply("currency", currency),
                locale,
                typedPrice,
                newAttributes,
                licence);
    }
}
