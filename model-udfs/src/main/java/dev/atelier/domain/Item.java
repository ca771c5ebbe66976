package dev.atelier.domain;

import java.util.List;
import java.util.Optional;

/**
 * One clean catalogue item: a row of table {@code items}.
 *
 * @param itemId sha256 (hex) of the cleaned content: same content, same id, wherever it stood
 * @param language ISO 639-1 code detected from name and description, such as {@code en}
 * @param price amount in {@code currency}; null when the source gave none, or none that can be read (then a flag says so)
 * @param currency ISO 4217 code; null without a price, or when it cannot be told (then a flag says so)
 * @param licence of the source the row came from
 * @param source file name and row, as in {@link RawItem#rowId()}
 */
public record Item(
        String itemId,
        String sku,
        String name,
        String description,
        String category,
        String brand,
        String language,
        Double price,
        String currency,
        List<Attribute> attributes,
        List<String> flags,
        String licence,
        String source) {
    public Item {
        Require.text(itemId, "itemId");
        Require.text(name, "name of item " + itemId);
        attributes = Require.list(attributes);
        flags = Require.list(flags);
    }

    /** The value of the attribute of that name, if the item has it. */
    public Optional<String> attribute(String attributeName) {
        return attributes.stream()
                .filter(a -> a.name().equals(attributeName))
                .map(Attribute::value)
                .findFirst();
    }
}
