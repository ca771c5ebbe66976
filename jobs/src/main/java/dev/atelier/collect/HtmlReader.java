package dev.atelier.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.RawItem;
import dev.atelier.udf.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page with schema.org Product objects as JSON-LD ({@code <script type="application/ld+json">}), anywhere inside
 * {@code @graph}, lists or nested objects. Read whole: a page has at most {@link #MAX_BYTES}.
 */
final class HtmlReader implements RowReader {
    static final int MAX_BYTES = 16 << 20;

    /** Where schema.org keeps our fields; the first that has a value counts. https://schema.org/Product */
    private static final Map<String, List<String>> POINTERS = Map.of(
            "price", List.of("/offers/price", "/offers/0/price", "/offers/lowPrice"),
            "currency", List.of("/offers/priceCurrency", "/offers/0/priceCurrency"),
            "brand", List.of("/brand/name", "/brand"),
            "category", List.of("/category", "/category/name"));

    private static final Map<String, String> ATTRIBUTES =
            Map.of("colour", "/color", "material", "/material", "size", "/size");

    private final RowMaker rows;
    private final InputStream in;
    private Deque<Outcome<RawItem>> outcomes;
    private long row;

    HtmlReader(RowMaker rows, InputStream in) {
        this.rows = rows;
        this.in = in;
    }

    @Override
    public Outcome<RawItem> next() {
        if (outcomes == null) {
            outcomes = new ArrayDeque<>();
            read();
        }
        return outcomes.poll();
    }

    private void read() {
        Document page;
        try {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                fail("unreadable_page", "is larger than " + MAX_BYTES + " bytes (a page is read whole)", "");
                return;
            }
            page = Jsoup.parse(
                    new java.io.ByteArrayInputStream(bytes), rows.conf().encoding(), "");
        } catch (IOException | RuntimeException e) {
            fail("unreadable_page", "cannot be read: " + e.getMessage() + " (save the page again)", "");
            return;
        }
        for (Element script : page.select("script[type=application/ld+json]")) {
            try {
                products(Json.parse(script.data()));
            } catch (JsonProcessingException e) {
                String what = "has a JSON-LD block that is not JSON: " + Json.complaint(e) + " (repair the page)";
                fail("broken_json", what, script.data());
            }
        }
        if (outcomes.isEmpty()) {
            fail("no_product_in_page", "has no schema.org Product in JSON-LD (leave the page out)", page.outerHtml());
        }
    }

    private void products(JsonNode node) {
        if (isProduct(node)) {
            row++;
            outcomes.add(rows.item(row, node.toString(), pointer -> value(node, pointer), further(node)));
        } else {
            node.forEach(this::products);
        }
    }

    private static boolean isProduct(JsonNode node) {
        JsonNode type = node.path("@type");
        for (JsonNode word : type.isArray() ? type : List.of(type)) {
            if (word.asText().replaceFirst("^https?://schema\\.org/", "").equals("Product")) {
                return true;
            }
        }
        return false;
    }

    private static String value(JsonNode product, String pointer) {
        for (String candidate : POINTERS.getOrDefault(pointer, List.of(pointer))) {
            String text = Json.text(Json.at(product, candidate));
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    /** colour, material, size, and every additionalProperty. */
    private static List<Attribute> further(JsonNode product) {
        List<Attribute> found = new ArrayList<>();
        for (String name : List.of("colour", "material", "size")) {
            add(found, name, Json.text(Json.at(product, ATTRIBUTES.get(name))));
        }
        for (JsonNode property : product.path("additionalProperty")) {
            add(found, property.path("name").asText(), Json.text(property.path("value")));
        }
        return found;
    }

    private static void add(List<Attribute> attributes, String name, String value) {
        if (!name.isBlank() && value != null && !value.isBlank()) {
            attributes.add(new Attribute(name, value));
        }
    }

    private void fail(String reason, String what, String raw) {
        row++;
        outcomes.add(rows.failed(row, reason, what, raw));
    }

    @Override
    public long row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
