package dev.atelier.clean;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.RawItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
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
    /** Fields that no person writes for another to read. */
    private static final Set<String> OF_SHOPS = Set.of("sku", "gtin", "price", "currency");

    static Draft of(RawItem raw) {
        return new Draft(raw, null, null, List.of(), null);
    }

    /** Every text replaced; null stays null, blank becomes null (an attribute without a value goes). */
    Draft map(UnaryOperator<String> change) {
        BinaryOperator<String> each = each(change);
        return with(each, each, name -> name);
    }

    /** As {@link #map}, the names of attributes too; one without a name goes. */
    Draft mapAll(UnaryOperator<String> change) {
        BinaryOperator<String> each = each(change);
        return with(each, each, change);
    }

    private static BinaryOperator<String> each(UnaryOperator<String> change) {
        return (name, text) -> {
            String changed = text == null ? null : change.apply(text);
            return changed == null || changed.isBlank() ? null : changed;
        };
    }

    /** The texts that people write replaced, given what each is called: all but sku, GTIN, price and currency; names too. */
    Draft mapNamed(BinaryOperator<String> change) {
        return with(
                (name, text) -> text == null || OF_SHOPS.contains(name) ? text : change.apply(name, text),
                change,
                name -> change.apply("", name));
    }

    /** The text of one field replaced; without one nothing is. */
    Draft mapField(String field, UnaryOperator<String> change) {
        return with(
                (name, text) -> text != null && name.equals(field) ? change.apply(text) : text,
                (name, text) -> text,
                name -> name);
    }

    /** The same draft if nothing changes. */
    private Draft with(
            BinaryOperator<String> field, BinaryOperator<String> attribute, UnaryOperator<String> attributeName) {
        boolean[] changed = new boolean[1];
        List<Attribute> attributes = new ArrayList<>(texts.attributes().size());
        for (Attribute a : texts.attributes()) {
            String value = attribute.apply(a.name(), a.value());
            String name = attributeName.apply(a.name());
            boolean same = a.value().equals(value) && a.name().equals(name);
            changed[0] |= !same;
            if (value != null && !name.isBlank()) {
                attributes.add(same ? a : new Attribute(name, value));
            }
        }
        RawItem next = texts.with(
                (name, text) -> {
                    String value = field.apply(name, text);
                    changed[0] |= !Objects.equals(value, text);
                    return value;
                },
                attributes);
        return changed[0] ? new Draft(next, price, language, flags, rejection) : this;
    }

    /** Whether one of its texts is such. */
    boolean says(Predicate<String> such) {
        return all().stream().anyMatch(such);
    }

    /** What is found first in one of its texts. */
    String firstOf(Function<String, Optional<String>> finding) {
        return all().stream().map(finding).flatMap(Optional::stream).findFirst().orElseThrow();
    }

    /** The first field or attribute with more UTF-16 units; empty for none. */
    Optional<String> longerThan(int maxChars) {
        List<String> longer = new ArrayList<>();
        texts.with(
                (name, text) -> {
                    if (text != null && text.length() > maxChars) {
                        longer.add(name);
                    }
                    return text;
                },
                List.of());
        texts.attributes().stream()
                .filter(a -> a.value().length() > maxChars || a.name().length() > maxChars)
                .forEach(a ->
                        longer.add("attribute number " + (1 + texts.attributes().indexOf(a))));
        return longer.stream().findFirst();
    }

    /** All texts of the row, one a line. */
    String everything() {
        return String.join("\n", all());
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        texts.with(
                (name, text) -> {
                    if (text != null) {
                        all.add(text);
                    }
                    return text;
                },
                List.of());
        for (Attribute attribute : texts.attributes()) {
            all.add(attribute.name());
            all.add(attribute.value());
        }
        return all;
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
