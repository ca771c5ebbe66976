package dev.atelier.collect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.RawItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A schema.org product's values as our fields and attributes. https://schema.org/Product */
record ProductCells(JsonNode product, Offers.Asked asked) {
    /** Common codes of UN/CEFACT Recommendation 20, which {@code unitCode} holds. */
    private static final Map<String, String> UNITS = Map.of(
            "MMT", "mm", "CMT", "cm", "MTR", "m", "GRM", "g", "KGM", "kg", "MLT", "ml", "LTR", "l", "INH", "in", "LBR",
            "lb", "ONZ", "oz");

    /** Attributes that pages have properties for, in the order in which they are listed. */
    private static final List<String> LISTED = List.of(
            "colour", "material", "size", "gtin", "gtin13", "gtin12", "gtin14", "gtin8", "mpn", "productGroupID");

    /** Of the attributes that pages have properties for. */
    static List<String> names() {
        return LISTED.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    ProductCells(JsonNode product) {
        this(product, Offers.of(product));
    }

    /** The value of one of our fields, or of whatever property or JSON pointer the mapping names; null for none. */
    Cell of(Column column) {
        return column.names().stream()
                .map(this::named)
                .filter(cell -> cell != null && !cell.text().isBlank())
                .findFirst()
                .orElse(null);
    }

    private Cell named(String name) {
        return switch (name) {
            case "price" -> asked.price();
            case "currency" -> asked.currency() == null ? null : Cell.text(asked.currency());
            case "gtin" ->
                further().stream()
                        .filter(a -> a.name().equals(name))
                        .findFirst()
                        .map(a -> Cell.text(a.value()))
                        .orElse(null);
            case "name", "description", "sku" -> first(product.get(name));
            default -> readable(name, product.at(Json.pointer(name)));
        };
    }

    /** A thing of which nothing can be read is shown as it is, unless it would become a brand or a category. */
    private static Cell readable(String name, JsonNode node) {
        Cell cell = thing(node);
        return cell == null && Json.holdsObject(node) && !RawItem.FIELDS.contains(name) ? Json.cell(node) : cell;
    }

    /** colour, material, size, every additionalProperty, and what tells variants apart. */
    List<Attribute> further() {
        List<Attribute> found = new ArrayList<>();
        LISTED.subList(0, 3)
                .forEach(name -> add(found, name, thing(product.get(name.equals("colour") ? "color" : name))));
        for (JsonNode property : JsonLd.list(product.get("additionalProperty"))) {
            add(found, property.path("name").asText(), measure(property));
        }
        LISTED.subList(3, LISTED.size()).forEach(name -> add(found, name, thing(product.get(name))));
        return found;
    }

    private static void add(List<Attribute> attributes, String name, Cell cell) {
        if (!name.isBlank() && cell != null && !cell.text().isBlank()) {
            attributes.add(new Attribute(name.startsWith("gtin") ? "gtin" : name, cell.text()));
        }
    }

    /** Of several names, as in several languages, the first. */
    private static Cell first(JsonNode node) {
        List<JsonNode> all = JsonLd.list(node);
        return all.isEmpty() ? null : thing(all.get(0));
    }

    /** A scalar; a thing's name, or its measure with the unit; several of these joined with commas. */
    private static Cell thing(JsonNode node) {
        if (node == null || !node.isContainerNode()) {
            return Json.cell(node);
        } else if (node.isArray()) {
            return Cell.joined(JsonLd.list(node).stream()
                    .map(ProductCells::thing)
                    .filter(Objects::nonNull)
                    .toList());
        }
        Cell measure = measure(node);
        return measure == null ? first(node.get("name")) : measure;
    }

    /** Such as {@code 25 cm}, of a QuantitativeValue, PropertyValue or what a SizeSpecification is measured by. */
    private static Cell measure(JsonNode node) {
        Cell value = node.has("value") ? thing(node.get("value")) : bounds(node);
        if (value == null) {
            return node.has("name") ? null : thing(node.get("hasMeasurement"));
        }
        String code = node.path("unitCode").asText();
        String unit = node.path("unitText").asText(UNITS.getOrDefault(code, code));
        return unit.isBlank() ? value : Cell.text(value.text() + " " + unit);
    }

    private static Cell bounds(JsonNode node) {
        Cell low = Json.cell(node.get("minValue"));
        Cell high = Json.cell(node.get("maxValue"));
        return low == null || high == null ? low == null ? high : low : Cell.text(low.text() + "-" + high.text());
    }
}
