package dev.atelier.clean;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.RawItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row on its way through the rules: its texts, what has been read from them, and the first rule that refused it.
 *
 * @param price null for none
 * @param language null until detected
 * @param rejection null while no rule has refused it
 */
record Draft(RawItem texts, Price price, String language, List<String> flags, Rejection rejection) {
    /** Fields that no person writes for another to read. */
    private static final Set<String> OF_SHOPS = Set.of("sku", "price", "currency");

    static Draft of(RawItem raw) {
        return new Draft(raw, null, null, List.of(), null);
    }

    /** Every text replaced; null stays null, blank becomes null (an attribute without a value goes). */
    Draft map(UnaryOperator<String> change) {
        BinaryOperator<String> each = (name, text) -> {
            String changed = text == null ? null : change.apply(text);
            return changed == null || changed.isBlank() ? null : changed;
        };
        return with(each, each);
    }

    /** The texts that people write replaced, given what each is called: all but sku, price and currency. */
    Draft mapNamed(BinaryOperator<String> change) {
        return with((name, text) -> text == null || OF_SHOPS.contains(name) ? text : change.apply(name, text), change);
    }

    /** The text of one field replaced; without one nothing is. */
    Draft mapField(String field, UnaryOperator<String> change) {
        return with(
                (name, text) -> text != null && name.equals(field) ? change.apply(text) : text, (name, text) -> text);
    }

    private Draft with(BinaryOperator<String> field, BinaryOperator<String> attribute) {
        List<Attribute> attributes = texts.attributes().stream()
                .flatMap(a -> Stream.ofNullable(attribute.apply(a.name(), a.value()))
                        .map(value -> new Attribute(a.name(), value)))
                .toList();
        return new Draft(texts.with(field, attributes), price, language, flags, rejection);
    }

    /** All texts of the row, one a line. */
    String everything() {
        List<String> all = new ArrayList<>();
        texts.with(
                (name, text) -> {
                    all.add(text);
                    return text;
                },
                List.of());
        texts.attributes().forEach(a -> all.add(a.value()));
        return all.stream().filter(Objects::nonNull).collect(Collectors.joining("\n"));
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
        return new Draft(texts, price, language, flags, new Rejection(reason, message));
    }
}
