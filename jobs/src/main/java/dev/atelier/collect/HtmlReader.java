package dev.atelier.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page with schema.org Product objects as JSON-LD ({@code <script type="application/ld+json">}), anywhere inside
 * {@code @graph}, lists or nested objects. Read whole: a page has at most {@link #MAX_BYTES}.
 */
final class HtmlReader extends RowReader<InputStream> {
    static final int MAX_BYTES = 16 << 20;

    /** What hides a script from old browsers or XML parsers, before and after the JSON; comments inside are the parser's. */
    private static final List<String> WRAPPINGS = List.of(
            "/*<![CDATA[*/",
            "/*]]>*/",
            "//<![CDATA[",
            "// <![CDATA[",
            "<![CDATA[",
            "//]]>",
            "// ]]>",
            "]]>",
            "//<!--",
            "<!--",
            "//-->",
            "// -->",
            "-->",
            ";");

    private Deque<Outcome<RawItem>> outcomes;

    HtmlReader(RowMaker rows, InputStream in) {
        super(rows, in);
    }

    @Override
    Outcome<RawItem> next() {
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
            page = Jsoup.parse(new ByteArrayInputStream(bytes), rows.source().encoding(), "");
            Charset charset = Characters.asBrowsersRead(page.charset());
            if (!charset.equals(page.charset())
                    || page.select("script").stream()
                            .anyMatch(script -> script.data().indexOf('\uFFFD')
                                    >= 0)) { // the page's own, or bytes that are no characters
                page = Jsoup.parse(Characters.of(bytes, charset));
            }
        } catch (IOException | RuntimeException e) {
            fail("unreadable_page", "cannot be read: " + e.getMessage() + " (save the page again)", "");
            return;
        }
        JsonLd blocks = new JsonLd();
        page.select("script").stream().filter(HtmlReader::isJsonLd).forEach(script -> add(script.data(), blocks));
        for (JsonNode product : blocks.products()) {
            row++;
            ProductCells cells = new ProductCells(product);
            outcomes.add(rows.item(row, product.toString(), cells::of, cells.further()));
        }
        if (outcomes.isEmpty()) {
            fail("no_product_in_page", "has no schema.org Product in JSON-LD (leave the page out)", page.outerHtml());
        }
    }

    private static boolean isJsonLd(Element script) {
        String type = script.attr("type").toLowerCase(Locale.ROOT);
        return type.split(";", 2)[0].strip().equals("application/ld+json");
    }

    private void add(String script, JsonLd blocks) {
        String json = unwrapped(script);
        if (json.isEmpty()) {
            return;
        }
        try {
            blocks.add(Json.parseFromPage(json));
        } catch (JsonProcessingException e) {
            String what = "has a JSON-LD block that is not JSON: " + Json.complaint(e) + " (repair the page)";
            fail("broken_json", what, script);
        }
    }

    private static String unwrapped(String script) {
        int start = 0;
        int end = script.length();
        for (int length = -1; length != end - start; ) {
            length = end - start;
            for (String wrapping : WRAPPINGS) {
                start += script.startsWith(wrapping, start) ? wrapping.length() : 0;
                end -= end - wrapping.length() >= start && script.startsWith(wrapping, end - wrapping.length())
                        ? wrapping.length()
                        : 0;
            }
            while (start < end && Character.isWhitespace(script.charAt(start))) {
                start++;
            }
            while (start < end && Character.isWhitespace(script.charAt(end - 1))) {
                end--;
            }
        }
        return script.substring(Math.min(start, end), end);
    }

    private void fail(String reason, String what, String raw) {
        row++;
        outcomes.add(rows.failed(row, reason, what, raw));
    }
}
