package dev.atelier.domain;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * The texts of a catalogue row. A component added here is a column of {@code raw_items} and {@code items}, can be mapped in a
 * source, goes through the rules and counts in the item's id where there is one.
 *
 * @param gtin as written in a raw row; of a clean item GTIN-8, -12, -13 or -14 (EAN, UPC) with its zeros, whose check digit
 *     is right; null when the source gave none, or another number (flag {@code gtin_invalid})
 */
public record ItemText(String sku, String gtin, String name, String description, String category, String brand) {
    /** A row that says nothing. */
    public static final ItemText NONE = new ItemText(null, null, null, null, null, null);

    /** Names of the texts. */
    public static final List<String> FIELDS = Arrays.stream(ItemText.class.getRecordComponents())
            .map(component -> component.getName())
            .toList();

    /** @param change name of a text and the text, null for none, to its new text */
    public ItemText map(BinaryOperator<String> change) {
        return new ItemText(
                change.apply("sku", sku),
                change.apply("gtin", gtin),
                change.apply("name", name),
                change.apply("description", description),
                change.apply("category", category),
                change.apply("brand", brand));
    }

    /** Texts by their names; null for none. */
    public Map<String, String> byName() {
        Map<String, String> texts = new LinkedHashMap<>();
        map((name, text) -> {
            texts.put(name, text);
            return text;
        });
        return texts;
    }

    /** What has texts, and says them under their own names. */
    interface Bearer {
        ItemText text();

        default String sku() {
            return text().sku();
        }

        default String gtin() {
            return text().gtin();
        }

        default String name() {
            return text().name();
        }

        default String description() {
            return text().description();
        }

        default String category() {
            return text().category();
        }

        default String brand() {
            return text().brand();
        }
    }
}
