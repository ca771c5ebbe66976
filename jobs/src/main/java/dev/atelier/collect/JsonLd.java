package dev.atelier.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The products of one page, out of all its JSON-LD blocks. A variant of a ProductGroup has what the group says and it does
 * not. https://schema.org/Product, https://schema.org/ProductGroup, https://www.w3.org/TR/json-ld11/
 */
final class JsonLd {
    private static final String PREFIX = "^(https?://(www\\.)?schema\\.org/|schema:)";

    private static final Set<String> PRODUCTS =
            Set.of("Product", "ProductGroup", "ProductModel", "IndividualProduct", "SomeProducts", "Vehicle", "Car");

    /** What is a group's own, and no variant's. */
    private static final Set<String> OWN = Set.of(
            "@id",
            "@type",
            "@context",
            "hasVariant",
            "variesBy",
            "isVariantOf",
            "url",
            "sku",
            "mpn",
            "gtin",
            "gtin8",
            "gtin12",
            "gtin13",
            "gtin14");

    /** Properties whose things may stand elsewhere on the page. */
    private static final List<String> LINKED = List.of(
            "offers", "priceSpecification", "brand", "category", "color", "material", "size", "additionalProperty");

    /** A product names an offer, which names a price: more links in a row lead in circles. */
    private static final int MAX_LINKS = 4;

    private static final int MAX_LINKS_OF_A_PAGE = 100_000;

    private final List<JsonNode> blocks = new ArrayList<>();
    private final Map<String, ObjectNode> byId = new HashMap<>();
    private final List<ObjectNode> products = new ArrayList<>();
    private final Set<String> given = new HashSet<>();
    private final Map<String, ObjectNode> groupOf = new HashMap<>();
    private final Set<String> groups = new HashSet<>();
    private int linksLeft = MAX_LINKS_OF_A_PAGE;

    /** Takes a block, without prefixes of the vocabulary and without {@code @value}, {@code @list} and {@code @set}. */
    void add(JsonNode block) {
        JsonNode plain = plain(block);
        blocks.add(plain);
        index(plain);
    }

    /** Every product in the order of the page, variants in place of their group. */
    List<ObjectNode> products() {
        blocks.forEach(block -> gather(block));
        return products;
    }

    private static JsonNode plain(JsonNode node) {
        if (node.isArray()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> all.add(plain(element)));
            return all;
        } else if (!node.isObject()) {
            return node;
        }
        for (String wrapper : List.of("@value", "@list", "@set")) {
            if (node.has(wrapper)) {
                return plain(node.get(wrapper));
            }
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.fields().forEachRemaining(e -> object.set(e.getKey().replaceFirst(PREFIX, ""), plain(e.getValue())));
        return object;
    }

    private void index(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (id(object) != null && object.size() > 1) { // a mere reference has nothing but its id
                byId.merge(id(object), object, (known, also) -> differ(known, also) ? known : over(known, also));
            }
            list(object.get("hasVariant")).forEach(variant -> groupOf.put(id(variant), object));
            if (is(object, PRODUCTS)) {
                list(object.get("isVariantOf")).forEach(group -> groups.add(id(group)));
            }
        }
        node.forEach(this::index);
    }

    /** One id for two things is the page's mistake, and must not cost one of them. */
    private static boolean differ(JsonNode a, JsonNode b) {
        return Stream.of("name", "sku")
                .anyMatch(key -> a.has(key) && b.has(key) && !a.get(key).equals(b.get(key)));
    }

    /** A node with everything that other blocks say of its id. */
    private ObjectNode whole(JsonNode node) {
        ObjectNode known = byId.get(id(node));
        if (known != null && !differ(known, node)) {
            return known;
        }
        return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private void gather(JsonNode node) {
        if (!(node instanceof ObjectNode) || !is(node, PRODUCTS)) {
            node.forEach(this::gather);
            return;
        }
        ObjectNode product = whole(node);
        List<ObjectNode> variants = list(product.get("hasVariant")).stream()
                .map(this::whole)
                .filter(JsonLd::saysSomething)
                .toList();
        variants.forEach(variant -> give(variant, product));
        if (variants.isEmpty() && (id(product) == null || !groups.contains(id(product)))) {
            List<JsonNode> group = list(product.get("isVariantOf"));
            ObjectNode lister = id(product) == null ? null : groupOf.get(id(product));
            give(product, group.isEmpty() ? lister : whole(group.get(0)));
        }
    }

    /** A variant of which there is but an address stands on another page. */
    private static boolean saysSomething(ObjectNode variant) {
        ObjectNode rest = copy(variant);
        rest.remove(List.of("@id", "@type", "url"));
        return !rest.isEmpty();
    }

    private void give(ObjectNode product, ObjectNode group) {
        if (id(product) == null || given.add(id(product) + product.path("name") + product.path("sku"))) {
            ObjectNode all = group == null ? copy(product) : over(product, inherited(group));
            LINKED.stream().filter(all::has).forEach(key -> all.set(key, linked(all.get(key), MAX_LINKS)));
            products.add(all);
        }
    }

    /** What stands elsewhere on the page under an id, in place of the mere id. */
    private JsonNode linked(JsonNode node, int links) {
        if (node instanceof ArrayNode list) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> all.add(linked(element, links)));
            return all;
        } else if (!(node instanceof ObjectNode)) {
            return node;
        }
        boolean link = node.size() == 1 && id(node) != null && links > 0 && linksLeft-- > 0;
        ObjectNode object = copy(link ? whole(node) : (ObjectNode) node);
        LINKED.stream().filter(object::has).forEach(key -> object.set(key, linked(object.get(key), links - 1)));
        return object;
    }

    private static ObjectNode inherited(ObjectNode group) {
        ObjectNode rest = copy(group);
        rest.remove(OWN);
        return rest;
    }

    /** The first with what only the second has; properties of both. */
    private static ObjectNode over(ObjectNode first, ObjectNode second) {
        ObjectNode all = copy(second);
        first.fields().forEachRemaining(e -> {
            boolean blank = e.getValue().isNull()
                    || (e.getValue().isTextual() && e.getValue().asText().isBlank());
            if (e.getKey().equals("additionalProperty") && all.has(e.getKey())) {
                ArrayNode both = JsonNodeFactory.instance.arrayNode();
                list(e.getValue()).forEach(both::add);
                list(second.get(e.getKey())).forEach(both::add);
                all.set(e.getKey(), both);
            } else if (!blank || !all.has(e.getKey())) {
                all.set(e.getKey(), e.getValue());
            }
        });
        return all;
    }

    /** Its own properties with the same values, which nobody changes. */
    private static ObjectNode copy(ObjectNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll(object);
        return copy;
    }

    /** Null for none. */
    private static String id(JsonNode node) {
        String id = node.path("@id").asText();
        return id.isEmpty() ? null : id;
    }

    /** A list's elements, or the one thing that is no list; nothing for null. */
    static List<JsonNode> list(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        if (node != null && node.isArray()) {
            node.forEach(all::add);
        } else if (node != null && !node.isNull() && !node.isMissingNode()) {
            all.add(node);
        }
        return all;
    }

    /** Whether one of its types is one of these. */
    static boolean is(JsonNode node, Set<String> types) {
        return list(node.get("@type")).stream()
                .anyMatch(type -> types.contains(type.asText().replaceFirst(PREFIX, "")));
    }
}
