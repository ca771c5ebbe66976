package dev.atelier.plan;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import dev.atelier.domain.RowFailure;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Nearest;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Mustache templates over an item: {@code {{name}}}, {@code {{attributes.colour}}}, {@code {{text.title}}} (the
 * text selected for that field), {@code {{variant}}}. A slot without a value fails the row, unless it stands
 * in a section: {@code {{#brand}} by {{brand}}{{/brand}}{{^brand}}...{{/brand}}}. Values are never read as templates.
 */
final class Slots {
    private static final List<String> FIELDS = Stream.concat(
                    ItemText.FIELDS.stream(), Stream.of("language", "price", "currency", "variant"))
            .toList();
    static final String ATTRIBUTES = "attributes.";
    private static final String TEXT = "text.";
    /** Reason of a request that is not made because another field has no selected text. */
    static final String NO_TEXT = "no_selected_text";

    private Slots() {}

    static Template compile(String what, String text) {
        try {
            return Mustache.compiler()
                    .escapeHTML(false)
                    .emptyStringIsFalse(true)
                    .compile(text);
        } catch (MustacheException e) {
            throw new ConfError("Invalid " + what + ": " + e.getMessage() + " (mustache syntax)", e);
        }
    }

    /** Names of all slots and sections in the template. */
    static Set<String> of(String what, Template template) {
        Set<String> names = new TreeSet<>();
        template.visit(new Mustache.Visitor() {
            @Override
            public void visitText(String text) {
                if (text.contains("{{")) {
                    throw new ConfError("Invalid " + what + ": " + text.substring(text.indexOf("{{"))
                            + " (mustache syntax: {{ without }})");
                }
            }

            @Override
            public void visitVariable(String name) {
                names.add(name);
            }

            @Override
            public boolean visitInclude(String name) {
                throw new ConfError("Invalid " + what + ": {{>" + name + "}} (a template cannot include another)");
            }

            @Override
            public boolean visitSection(String name) {
                names.add(name);
                return true;
            }

            @Override
            public boolean visitInvertedSection(String name) {
                names.add(name);
                return true;
            }
        });
        return names;
    }

    /**
     * Refuses slots that no row can fill.
     *
     * @param attributes names that occur in the table
     * @param textFields other fields that templates write
     * @throws ConfError naming the slot and the nearest one
     */
    static void check(String what, Template template, Collection<String> attributes, Collection<String> textFields) {
        List<String> known = Stream.of(
                        FIELDS.stream(),
                        attributes.stream().map(ATTRIBUTES::concat),
                        textFields.stream().map(TEXT::concat))
                .flatMap(s -> s)
                .toList();
        for (String slot : of(what, template)) {
            if (!known.contains(slot)) {
                throw new ConfError("Unknown slot {{" + slot + "}} in " + what + " (did you mean {{"
                        + Nearest.of(slot, known) + "}}? known: " + String.join(", ", known) + ")");
            }
        }
    }

    /** Whether a slot stands for a text artifact; then which field's. */
    static List<String> textFieldsIn(Set<String> slots) {
        return slots.stream()
                .filter(s -> s.startsWith(TEXT))
                .map(s -> s.substring(TEXT.length()))
                .toList();
    }

    /**
     * The item as values of slots.
     *
     * @param texts text of each field that was selected for the item
     */
    static Map<String, Object> values(Item item, String variant, Map<String, String> texts) {
        Map<String, Object> values = new HashMap<>(item.text().byName());
        values.put("language", item.language());
        values.put("price", item.price() == null ? null : money(item.price()));
        values.put("currency", item.currency());
        values.put("variant", variant);
        values.put(
                "attributes",
                item.attributes().stream().collect(Collectors.toMap(Attribute::name, Attribute::value, (a, b) -> a)));
        values.put("text", texts);
        return values;
    }

    /** Every digit of the amount, and two decimals at least: 12.50, 1299.00, 0.0125. */
    static String money(double amount) {
        BigDecimal exact = new BigDecimal(Double.toString(amount)).stripTrailingZeros();
        return exact.setScale(Math.max(2, exact.scale())).toPlainString();
    }

    /**
     * @throws RowFailure {@code empty_slot} if the item has no value for a slot, {@code no_selected_text} if none was selected
     *     for the field it quotes, {@code empty_prompt} if nothing is left
     */
    static String fill(String what, Template template, Map<String, Object> values, Item item) {
        try {
            String filled = template.execute(values).strip();
            if (filled.isEmpty()
                    && what.startsWith("prompt")
                    && !of(what, template).isEmpty()) {
                throw new RowFailure(
                        "empty_prompt", "Item " + item.source() + ": " + what + " is empty when its slots are filled");
            }
            return filled;
        } catch (MustacheException.Context e) {
            if (e.key.startsWith(TEXT)) {
                throw new RowFailure(
                        NO_TEXT,
                        "Item " + item.source() + ": " + what + " quotes " + e.key + ", and none of its candidates was"
                                + " selected (more rounds in plan.rounds, a milder policy, or {{#" + e.key + "}}...{{/"
                                + e.key + "}})",
                        e);
            }
            throw new RowFailure(
                    "empty_slot",
                    "Item " + item.source() + ": " + what + " needs " + e.key + ", which this row lacks (fill it in the"
                            + " source, or make it optional: {{#" + e.key + "}}...{{/" + e.key + "}})",
                    e);
        }
    }
}
