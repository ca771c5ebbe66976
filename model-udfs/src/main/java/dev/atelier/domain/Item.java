package dev.atelier.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One clean catalogue item: a row of table {@code items}.
 *
 * @param itemId sha256 (hex) of the cleaned content: same content, same id, wherever it stood
 * @param language code of clean.languages that takes what was detected from name and description, such as {@code en}
 * @param price amount in {@code currency}; null when the source gave none, or none that can be read (then a flag says so)
 * @param currency ISO 4217 code; null without a price, or when it cannot be told (then a flag says so)
 * @param flags what a person may want to know, sorted: {@code brand_mention}, {@code personal_data} and {@code secret} (masked),
 *     {@code prompt_injection}, {@code mojibake_repaired}, {@code gtin_invalid}; about the price {@code price_unreadable},
 *     {@code price_ambiguous} (no amount), {@code price_range}, {@code price_from}, {@code price_in_text} (the amount
 *     beside the currency), {@code price_rounded}; {@code currency_missing}, {@code currency_unknown},
 *     {@code currency_ambiguous} (no currency), {@code currency_conflict} (the column's own counts)
 * @param licence of the source the row came from
 * @param source file name and row, as in {@link RawItem#rowId()}
 */
public record Item(
        String itemId,
        @Inline ItemText text,
        String language,
        Double price,
        String currency,
        List<Attribute> attributes,
        List<String> flags,
        String licence,
        String source)
        implements ItemText.Bearer {
    public Item {
        Require.text(itemId, "itemId");
        Require.text(text.name(), "name of item " + itemId);
        attributes = Require.list(attributes);
        flags = Require.list(flags);
    }

    /**
     * An item that says what a cleaned row says. Its id is of that, not of where the row stands or under which licence.
     *
     * @param row cleaned; what it says of the price is not looked at
     */
    public static Item of(RawItem row, String language, Double price, String currency, List<String> flags) {
        List<Attribute> attributes = row.attributes().stream()
                .sorted(Comparator.comparing(Attribute::name))
                .toList();
        IdWriter id = IdWriter.of("item/1");
        row.text().byName().forEach(id::text);
        id.text("language", language).text("currency", currency).texts("attributes", ids(attributes));
        if (price != null) {
            id.number("price", price);
        }
        return new Item(id.id(), row.text(), language, price, currency, attributes, flags, row.licence(), row.rowId());
    }

    /** The same item as another row says it. */
    public Item at(String rowId) {
        return new Item(itemId, text, language, price, currency, attributes, flags, licence, rowId);
    }

    /** What seeds are made of: the sku, else what the row says of the thing itself; never its price. */
    public String key() {
        if (sku() != null) {
            return sku();
        }
        IdWriter key = IdWriter.of("item-key/1");
        text.byName().forEach(key::text);
        return key.texts("attributes", ids(attributes)).id();
    }

    private static List<String> ids(List<Attribute> attributes) {
        return attributes.stream().map(Attribute::id).toList();
    }

    /** What the row says under a name: one of its fields, else an attribute. */
    public Optional<String> says(String what) {
        return switch (what) {
            case "language" -> Optional.ofNullable(language);
            case "price" -> Optional.ofNullable(price).map(Object::toString);
            case "currency" -> Optional.ofNullable(currency);
            default ->
                ItemText.FIELDS.contains(what)
                        ? Optional.ofNullable(text.byName().get(what))
                        : attribute(what);
        };
    }

    /** The value of the attribute of that name, if the item has it. */
    public Optional<String> attribute(String attributeName) {
        return attributes.stream()
                .filter(a -> a.name().equals(attributeName))
                .map(Attribute::value)
                .findFirst();
    }
}
