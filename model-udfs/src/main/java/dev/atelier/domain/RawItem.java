package dev.atelier.domain;

import java.util.List;

/**
 * One row as its source gave it, with columns mapped to our names and nothing cleaned.
 *
 * @param rowId where it stands: {@code <source file name>#<row>}; unique in a run
 * @param source name of the source file, as configured
 * @param sourceRow 1-based line (CSV with header: the first data line is 2; JSON lines: 1) or record
 * @param price as written, such as {@code "€ 12,90"}; null when missing
 * @param licence of the row's source, from the configuration
 */
public record RawItem(
        String rowId,
        String source,
        long sourceRow,
        String sku,
        String name,
        String description,
        String category,
        String brand,
        String price,
        List<Attribute> attributes,
        String licence) {
    public RawItem {
        Require.text(rowId, "rowId");
        attributes = Require.list(attributes);
    }
}
