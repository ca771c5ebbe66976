package dev.atelier.clean;

import dev.atelier.domain.Gtin;
import dev.atelier.domain.Item;
import dev.atelier.domain.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What tells a row's product from others whose texts are much alike.
 *
 * @param traits {@code column=value} of the distinguishing columns that it has; one column may have several
 * @param name with everything in it that tells products apart
 */
public record Identity(List<String> traits, ProductName name) {
    /** Distinguishing columns that are no attributes. */
    static final Set<String> COLUMNS =
            Set.of("sku", "gtin", "name", "description", "category", "brand", "language", "currency", "price");

    /** Upper or lower case does not matter: names of attributes are lower case. */
    private static final Pattern GTIN_NAME = Pattern.compile(
            "(?<!\\p{L})(?:(?:gtin|ean|upc|isbn|asin|jan)(?:code|no|nr|number|nummer)?|(?:bar|strich).?code(?:no|nr|number)?"
                    + "|code.?(?:à.?)?barres?|c[oó]digo.?de.?barras)(?!\\p{L})");

    public Identity {
        traits = Require.list(traits);
        Objects.requireNonNull(name, "name of identity");
    }

    /** @param source file of the row: within one, and between rows whose sku has one form, another sku is another product */
    static Identity of(Item item, String source, List<String> distinguishing) {
        List<String> traits = new ArrayList<>();
        for (String column : distinguishing) {
            switch (column) {
                case "sku" -> {
                    add(traits, "sku of " + source, item.sku());
                    add(traits, "sku like " + form(item.sku()), item.sku());
                }
                case "gtin" -> {
                    traits.addAll(Gtin.isValid(item.sku()) ? Gtin.codesIn(item.sku()) : List.of());
                    item.says(column).ifPresent(gtin -> traits.addAll(Gtin.codesIn(gtin)));
                    item.attributes().stream()
                            .filter(a -> GTIN_NAME.matcher(a.name()).find())
                            .forEach(a -> traits.addAll(Gtin.codesIn(a.value())));
                }
                default -> add(traits, column, value(item, column));
            }
        }
        return new Identity(traits.stream().distinct().sorted().toList(), ProductName.of(item.name(), item.brand()));
    }

    private static String value(Item item, String column) {
        boolean american = column.equals("colour") && item.says(column).isEmpty();
        return item.says(american ? "color" : column).orElse(null);
    }

    private static void add(List<String> traits, String column, String value) {
        if (value != null) {
            traits.add(column + "=" + Shingles.plain(value));
        }
    }

    /** {@code HP-1002} is like {@code HP-9002}: two numbers of one system. */
    private static String form(String sku) {
        return sku == null ? "" : sku.replaceAll("\\d", "9");
    }

    /** Whether a column or the names say that these are two products. */
    boolean differsFrom(Identity other) {
        return contradicts(other) || name.differsFrom(other.name);
    }

    /** Both have a column and no value of it in common: a red mug is no copy of a blue one. Traits are in order. */
    private boolean contradicts(Identity other) {
        for (int i = 0; i < traits.size(); ) {
            String first = traits.get(i);
            int column = first.indexOf('=') + 1;
            boolean theyHaveIt = false;
            boolean shared = false;
            for (; i < traits.size() && traits.get(i).regionMatches(0, first, 0, column); i++) {
                for (String theirs : other.traits) {
                    theyHaveIt |= theirs.regionMatches(0, first, 0, column);
                    shared |= theirs.equals(traits.get(i));
                }
            }
            if (theyHaveIt && !shared) {
                return true;
            }
        }
        return false;
    }
}
