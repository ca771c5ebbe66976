package dev.atelier.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One clean catalogue item: a row of table {@code items}.
 *
 * @param itemId sha256 (hex) of the cleaned content: same content, same id, wherever it stood
 * @param gtin GTIN-8, -12, -13 or -14 (EAN, UPC) with its zeros, whose check digit is right; null when the source gave none,
 *     or another number (flag {@code gtin_invalid})
 * @param language code of clean.languages that takes what was detected from name and description, such as {@code en}
 * @param price amount in {@code currency}; null when the source gave none, or none that can be read (then a flag says so)
 * @param currency ISO 4217 code; null without a price, or when it cannot be told (then a flag says so)
 * @param flags what a person may want to know, sorted: {@code brand_mention}, {@code personal_data} (masked),
 *     {@code prompt_injection}, {@code mojibake_repaired}, {@code gtin_invalid}; about the price {@code price_unreadable},
 *     {@code price_ambiguous} (no amount), {@code price_range}, {@code price_from}, {@code price_in_text} (the amount
 *     beside the currency), {@code price_rounded}; {@code currency_missing}, {@code currency_unknown},
 *     {@code currency_ambiguous} (no currency), {@code currency_conflict} (the column's own counts)
 * @param licence of the source the row came from
 * @param source file name and row, as in {@link RawItem#rowId()}
 */
public record Item(
        String itemId,
        String sku,
        String gtin,
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

    /** What seeds are made of: the sku, else what the row says of the thing itself; never its price. */
    public String key() {
        return sku != null
                ? sku
                : IdWriter.of("item-key/1")
                        .text("name", name)
                        .text("description", description)
                        .text("category", category)
                        .text("brand", brand)
                        .texts(
                                "attributes",
                                attributes.stream().map(Attribute::id).toList())
                        .id();
    }

    /**
     * An item that says what a cleaned row says. Its id is of that, not of where the row stands or under which licence.
     *
     * @param texts cleaned; what it says of the price is not looked at
     */
    public static Item of(RawItem texts, String language, Double price, String currency, List<String> flags) {
        List<Attribute> attributes = texts.attributes().stream()
                .sorted(Comparator.comparing(Attribute::name))
                .toList();
        IdWriter id = IdWriter.of("item/1")
                .text("sku", texts.sku())
                .text("gtin", texts.gtin())
                .text("name", texts.name())
                .text("description", texts.description())
                .text("category", texts.category())
                .text("brand", texts.brand())
                .text("language", language)
                .text("currency", currency)
                .texts("attributes", attributes.stream().map(Attribute::id).toList());
        if (price != null) {
            id.number("price", price);
        }
        return new Item(
                id.id(),
                texts.sku(),
                texts.gtin(),
                texts.name(),
                texts.description(),
                texts.category(),
                texts.brand(),
                language,
                price,
                currency,
                attributes,
                flags,
                texts.licence(),
                texts.rowId());
    }

    /** What the row says under a name: one of its fields, else an attribute. */
    public Optional<String> says(String what) {
        return switch (what) {
            case "sku" -> Optional.ofNullable(sku);
            case "gtin" -> Optional.ofNullable(gtin);
            case "name" -> Optional.of(name);
            case "description" -> Optional.ofNullable(description);
            case "category" -> Optional.ofNullable(category);
            case "brand" -> Optional.ofNullable(brand);
            case "language" -> Optional.ofNullable(language);
            case "price" -> Optional.ofNullable(price).map(Object::toString);
            case "currency" -> Optional.ofNullable(currency);
            default -> attribute(what);
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
