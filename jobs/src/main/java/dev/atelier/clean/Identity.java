package dev.atelier.clean;

import dev.atelier.domain.Item;
import dev.atelier.domain.Require;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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

    /** GTIN, ISBN-10, ASIN; what else has many digits is taken as it is. */
    private static final Pattern CODE = Pattern.compile("(?<!\\w)(?:\\d{9}X|B0[0-9A-Z]{8}|\\d{6,14})(?!\\w)");

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
                    addGtin(traits, isGtin(item.sku()) ? item.sku() : null);
                    item.attributes().stream()
                            .filter(a -> GTIN_NAME.matcher(a.name()).find())
                            .forEach(a -> addGtin(traits, a.value()));
                }
                default -> add(traits, column, value(item, column));
            }
        }
        return new Identity(traits.stream().distinct().sorted().toList(), ProductName.of(item.name(), item.brand()));
    }

    private static String value(Item item, String column) {
        return switch (column) {
            case "name" -> item.name();
            case "description" -> item.description();
            case "category" -> item.category();
            case "brand" -> item.brand();
            case "language" -> item.language();
            case "currency" -> item.currency();
            case "price" -> item.price() == null ? null : item.price().toString();
            case "colour" ->
                item.attribute(column).or(() -> item.attribute("color")).orElse(null);
            default -> item.attribute(column).orElse(null);
        };
    }

    private static void add(List<String> traits, String column, String value) {
        if (value != null) {
            traits.add(column + "=" + Shingles.plain(value));
        }
    }

    private static void addGtin(List<String> traits, String value) {
        Matcher code = CODE.matcher(
                value == null
                        ? ""
                        : value.toUpperCase(Locale.ROOT).replaceAll("(?<=\\d)[ \u2010-\u2013-](?=\\d|X\\b)", ""));
        while (code.find()) {
            String found = isbn13(code.group());
            String column = found.startsWith("B") ? "asin=" : "gtin=";
            traits.add(column + "0".repeat(14 - found.length()) + found);
        }
    }

    /** An ISBN of ten digits as one of thirteen: 978 before it, the check digit that fits; anything else as it is. */
    private static String isbn13(String code) {
        if (!code.matches("\\d{9}[\\dX]")) {
            return code;
        }
        String body = "978" + code.substring(0, 9);
        return IntStream.range(0, 10)
                .mapToObj(check -> body + check)
                .filter(Identity::isGtin)
                .findFirst()
                .orElse(code);
    }

    /** GS1 General Specifications 7.9: digits weigh 3 and 1 from the right, the sum is a multiple of ten. */
    static boolean isGtin(String text) {
        if (text == null || !text.matches("\\d{8}|\\d{12,14}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += (text.charAt(text.length() - 1 - i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }

    /** {@code HP-1002} is like {@code HP-9002}: two numbers of one system. */
    private static String form(String sku) {
        return sku == null ? "" : sku.replaceAll("\\d", "9");
    }

    /** Whether a column or the names say that these are two products. */
    boolean differsFrom(Identity other) {
        return contradicts(other) || name.differsFrom(other.name);
    }

    /** Both have a column and no value of it in common: a red mug is no copy of a blue one. */
    private boolean contradicts(Identity other) {
        Set<String> shared = new HashSet<>();
        Set<String> columns = new HashSet<>();
        for (String trait : traits) {
            String column = trait.substring(0, trait.indexOf('=') + 1);
            for (String theirs : other.traits) {
                if (theirs.startsWith(column)) {
                    columns.add(column);
                    if (theirs.equals(trait)) {
                        shared.add(column);
                    }
                }
            }
        }
        return shared.size() < columns.size();
    }
}
