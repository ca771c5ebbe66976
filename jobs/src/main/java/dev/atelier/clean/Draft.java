package dev.atelier.clean;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.RawItem;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A row on its way through the rules: its texts, what has been read from them, and the first rule that refused it.
 *
 * @param price null for none
 * @param language null until detected
 * @param rejection null while no rule has refused it
 */
record Draft(RawItem texts, Price price, String language, List<String> flags, Rejection rejection) {
    /** @param message one line for a person, with the way out */
    record Rejection(String reason, String message) {}

    static Draft of(RawItem raw) {
        return new Draft(raw, null, null, List.of(), null);
    }

    /** Every text replaced; null stays null, blank becomes null (an attribute without a value goes). */
    Draft map(UnaryOperator<String> change) {
        UnaryOperator<String> each = text -> {
            String changed = text == null ? null : change.apply(text);
            return changed == null || changed.isBlank() ? null : changed;
        };
        List<Attribute> attributes = texts.attributes().stream()
                .flatMap(a -> {
                    String value = each.apply(a.value());
                    return value == null ? Stream.empty() : Stream.of(new Attribute(a.name(), value));
                })
                .toList();
        return with(
                each.apply(texts.sku()),
                each.apply(texts.name()),
                each.apply(texts.description()),
                each.apply(texts.category()),
                each.apply(texts.brand()),
                each.apply(texts.price()),
                each.apply(texts.currency()),
                attributes);
    }

    /** The texts that people write replaced, given what each is called: all but sku, price and currency. */
    Draft mapNamed(BinaryOperator<String> change) {
        BinaryOperator<String> each = (name, text) -> text == null ? null : change.apply(name, text);
        return with(
                texts.sku(),
                each.apply("name", texts.name()),
                each.apply("description", texts.description()),
                each.apply("category", texts.category()),
                each.apply("brand", texts.brand()),
                texts.price(),
                texts.currency(),
                texts.attributes().stream()
                        .map(a -> new Attribute(a.name(), each.apply(a.name(), a.value())))
                        .toList());
    }

    /** The price's text replaced; without one nothing is. */
    Draft mapPrice(UnaryOperator<String> change) {
        return texts.price() == null
                ? this
                : with(
                        texts.sku(),
                        texts.name(),
                        texts.description(),
                        texts.category(),
                        texts.brand(),
                        change.apply(texts.price()),
                        texts.currency(),
                        texts.attributes());
    }

    private Draft with(
            String sku,
            String name,
            String description,
            String category,
            String brand,
            String priceText,
            String currency,
            List<Attribute> attributes) {
        RawItem changed = new RawItem(
                texts.rowId(),
                texts.source(),
                texts.sourceRow(),
                sku,
                name,
                description,
                category,
                brand,
                priceText,
                currency,
                texts.locale(),
                texts.typedPrice(),
                attributes,
                texts.licence());
        return new Draft(changed, price, language, flags, rejection);
    }

    /** All texts of the row, one a line. */
    String everything() {
        return String.join(
                "\n",
                Stream.concat(
                                Stream.of(
                                        texts.sku(),
                                        texts.name(),
                                        texts.description(),
                                        texts.category(),
                                        texts.brand(),
                                        texts.price(),
                                        texts.currency()),
                                texts.attributes().stream().map(Attribute::value))
                        .filter(java.util.Objects::nonNull)
                        .toList());
    }

    Draft flag(String flag) {
        return flags.contains(flag)
                ? this
                : new Draft(
                        texts,
                        price,
                        language,
                        Stream.concat(flags.stream(), Stream.of(flag)).sorted().toList(),
                        rejection);
    }

    Draft priced(Price found) {
        Draft priced = new Draft(texts, found, language, flags, rejection);
        for (String flag : found.flags()) {
            priced = priced.flag(flag);
        }
        return priced;
    }

    Draft in(String detected) {
        return new Draft(texts, price, detected, flags, rejection);
    }

    Draft reject(String reason, String message) {
        return new Draft(
                texts, price, language, flags, new Rejection(reason, "Row " + texts.rowId() + " rejected: " + message));
    }
}
