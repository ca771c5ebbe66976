package dev.atelier.collect;

import static dev.atelier.collect.Reading.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReaderTest {
    private static final Source CONF = Reading.source(Path.of("a"), "html", null, null);

    private static List<Outcome<RawItem>> read(String... scripts) throws IOException {
        String blocks = Arrays.stream(scripts)
                .map(json -> "<script type=\"application/ld+json\">" + json + "</script>")
                .collect(Collectors.joining("\n"));
        return Reading.page(bytes("<!doctype html><meta charset=utf-8><body>" + blocks), CONF);
    }

    private static RawItem product(String rest) throws IOException {
        return read("{\"@type\": \"Product\", \"name\": \"Mug\", " + rest + "}")
                .get(0)
                .value();
    }

    private static String asked(RawItem item) {
        return item.currency() == null ? item.price() : item.price() + " " + item.currency();
    }

    @ParameterizedTest
    @CsvSource({
        "woo.html, Walnut tray, 36.00 GBP, Holz & Co",
        "newline.html, Newline jug, 10.50 EUR,",
    })
    void pagesThatFailedOnceAreRead(String file, String name, String price, String brand) throws IOException {
        try (var in = HtmlReaderTest.class.getResourceAsStream("/pages/" + file)) {
            RawItem item = Reading.page(in.readAllBytes(), CONF).get(0).value();
            assertThat(item.name()).isEqualTo(name);
            assertThat(asked(item)).isEqualTo(price);
            assertThat(item.brand()).isEqualTo(brand);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script type=\"application/ld+json; charset=utf-8\">%s</script>",
                "<script type=\"Application/LD+JSON\">%s</script>",
                "<script type=' application/ld+json ;charset=UTF-8'>%s</script>",
                "<script type=application/ld+json><![CDATA[%s]]></script>",
                "<script type=application/ld+json>//<![CDATA[\n%s\n//]]></script>",
                "<script type=application/ld+json>/*<![CDATA[*/ %s /*]]>*/</script>",
                "<script type=application/ld+json><!--\n%s\n--></script>",
                "<script type=application/ld+json><!-- %s //--></script>",
                "<script type=application/ld+json>\n\n%s;\n</script>",
                "<script type=application/ld+json>/* exported by shop */ %s</script>",
                "<script type=application/ld+json>// exported\n%s\n// end</script>",
                "<script type=application/ld+json>/* a */ // b\n%s /* c */;</script>",
                "<script type=application/ld+json>[/* first */ %s, // last\n {}]</script>",
                "<script type=application/ld+json>{broken</script><script type=application/ld+json>%s</script>",
            })
    void aScriptMayBeWrappedAndLabelledInAnyWay(String html) throws IOException {
        String json = "{\"@type\":\"Product\",\"name\":\"Mug\",\"description\":\"two\nlines\tand a tab\"}";
        assertThat(Reading.page(bytes(html.replace("%s", json)), CONF).stream()
                        .filter(o -> o.status() == Outcome.Status.KEPT))
                .singleElement()
                .satisfies(o -> assertThat(o.value().description()).isEqualTo("two\nlines\tand a tab"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Product\"",
                "\"https://schema.org/Product\"",
                "\"http://schema.org/Product\"",
                "\"schema:Product\"",
                "[\"Thing\", \"Product\"]",
                "[\"Product\", \"Vehicle\"]",
                "\"ProductGroup\"",
            })
    void aProductIsKnownByAnyOfItsTypes(String type) throws IOException {
        assertThat(read("{\"@graph\":[[{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":" + type
                        + ",\"schema:name\":\"Mug\"}}]]}"))
                .singleElement()
                .satisfies(o -> assertThat(o.value().name()).isEqualTo("Mug"));
        assertThat(read("{\"@type\":\"Productivity\",\"name\":\"No\"}").get(0).reasons())
                .containsExactly("no_product_in_page");
    }

    @ParameterizedTest
    @MethodSource("prices")
    void aPriceIsTheOneThatIsAsked(String offers, String expected) throws IOException {
        assertThat(asked(product("\"offers\": " + offers.replace('\'', '"')))).isEqualTo(expected);
    }

    static Stream<Arguments> prices() {
        String spec = "{'@type':'UnitPriceSpecification','price':";
        return Stream.of(
                arguments("{'price':'10.50','priceCurrency':'EUR'}", "10.50 EUR"),
                arguments("{'price':1200.00,'priceCurrency':'EUR'}", "1200 EUR"),
                arguments("{'price':{'@value':'10.50'},'priceCurrency':'EUR'}", "10.50 EUR"),
                arguments("[{'price':5,'priceCurrency':'EUR'},{'price':'5.00','priceCurrency':'EUR'}]", "5 EUR"),
                arguments("[{'price':12,'priceCurrency':'EUR'},{'price':9,'priceCurrency':'EUR'}]", "9-12 EUR"),
                arguments("[{'price':12,'priceCurrency':'EUR'},{'price':9,'priceCurrency':'USD'}]", "12 EUR"),
                arguments(
                        "{'@type':'AggregateOffer','lowPrice':10,'highPrice':'20.00','priceCurrency':'EUR'}",
                        "10-20.00 EUR"),
                arguments("{'@type':'AggregateOffer','lowPrice':10,'highPrice':10,'priceCurrency':'EUR'}", "10 EUR"),
                arguments("{'@type':'AggregateOffer','lowPrice':'7','priceCurrency':'EUR'}", "7 EUR"),
                arguments(
                        "{'@type':'AggregateOffer','priceCurrency':'EUR','offers':[{'price':3},{'price':4}]}",
                        "3-4 EUR"),
                arguments("{'priceSpecification':{'price':'36.00','priceCurrency':'GBP'}}", "36.00 GBP"),
                arguments(
                        "{'priceCurrency':'GBP','priceSpecification':[" + spec
                                + "'40','priceType':'https://schema.org/ListPrice'}," + spec + "'36'}]}",
                        "36 GBP"),
                arguments(
                        "{'priceCurrency':'GBP','priceSpecification':[" + spec + "'36'}," + spec
                                + "'3.60','referenceQuantity':{'value':100}}]}",
                        "36 GBP"),
                arguments(
                        "{'priceCurrency':'GBP','priceSpecification':[" + spec + "'40','priceType':'ListPrice'}]}",
                        "40 GBP"),
                arguments("{'priceCurrency':'GBP','priceSpecification':{'minPrice':3,'maxPrice':5}}", "3-5 GBP"),
                arguments(
                        "{'priceCurrency':'GBP','priceSpecification':[" + spec + "'40'},"
                                + "{'@type':'DeliveryChargeSpecification','price':'5'}]}",
                        "40 GBP"),
                arguments("{'@type':'AggregateOffer','lowPrice':1.299,'highPrice':2.499}", "1.299-2.499"),
                arguments("{'@type':'AggregateOffer','lowPrice':1.299,'highPrice':'2.499'}", "1.2990-2.499"),
                arguments("{'@type':'AggregateOffer','lowPrice':15,'highPrice':0}", "15-0"),
                arguments("[{'price':0,'availability':'OutOfStock'},{'price':20}]", "20-0"),
                arguments("[{'price':'0,00 €'},{'price':'20,00 €'}]", "20,00 €-0,00 €"),
                arguments("{'price':0,'priceSpecification':{'price':36}}", "36-0"),
                arguments("{'price':0}", "0"),
                arguments("{'price':{'amount':5}}", "{'amount':5}".replace('\'', '"')),
                arguments(
                        "{'priceSpecification':{'@type':'CompoundPriceSpecification','priceComponent':[{'price':5}]}}",
                        "{'@type':'CompoundPriceSpecification','priceComponent':[{'price':5}]}".replace('\'', '"')),
                arguments("{'url':'x'}", null));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"lowPrice\":1.299,\"highPrice\":2.499}', true",
        "'[{\"price\":1.299},{\"price\":2.499}]', true",
        "'{\"priceSpecification\":{\"minPrice\":1.299,\"maxPrice\":2.499}}', true",
        "'{\"lowPrice\":1.299,\"highPrice\":\"2.499\"}', false",
        "'{\"lowPrice\":\"1.299\",\"highPrice\":\"2.499\"}', false",
    })
    void aRangeOfNumbersIsTyped(String offers, boolean typed) throws IOException {
        assertThat(product("\"offers\":" + offers).typedPrice()).isEqualTo(typed);
    }

    @Test
    void namesBrandsAndMeasuresAreReadInEveryShape() throws IOException {
        RawItem item = product(
                """
                "brand": [{"@type": "Brand", "name": {"@value": "Holz & Co"}}, "Other"],
                "category": {"@type": "CategoryCode", "name": "Kitchen"},
                "color": {"@list": ["red", "blue"]}, "material": [{"name": "clay"}],
                "size": {"@type": "SizeSpecification", "name": "XL", "sizeSystem": "EU"},
                "gtin13": 4006381333931,
                "additionalProperty": [
                  {"name": "height", "value": 25.0, "unitCode": "CMT"},
                  {"name": "load", "minValue": 2, "maxValue": 5, "unitText": "kg"},
                  {"name": "nothing"}]
                """);
        assertThat(item.brand()).isEqualTo("Holz & Co, Other");
        assertThat(item.category()).isEqualTo("Kitchen");
        assertThat(Reading.attributes(Outcome.kept("1", item)))
                .isEqualTo(Map.of(
                        "colour",
                        "red, blue",
                        "material",
                        "clay",
                        "size",
                        "XL",
                        "gtin",
                        "4006381333931",
                        "height",
                        "25 cm",
                        "load",
                        "2-5 kg"));
        RawItem sized =
                product("\"size\": {\"@type\": \"QuantitativeValue\", \"value\": 40.50, \"unitCode\": \"CMT\"}");
        assertThat(Reading.attributes(Outcome.kept("1", sized))).containsEntry("size", "40.50 cm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gtin", "gtin8", "gtin12", "gtin13", "gtin14"})
    void aGtinIsAFieldUnderEachOfItsNames(String property) throws IOException {
        assertThat(product("\"" + property + "\": \"036000291452\"").gtin()).isEqualTo("036000291452");
        assertThat(product("\"sku\": \"1\"").gtin()).isNull();
    }

    @Test
    void aMappedThingOfWhichNothingCanBeReadIsShown() throws IOException {
        Source mapped = Reading.source(Path.of("a"), "html", null, Map.of("box", "/box"));
        String page = "<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Mug\","
                + "\"brand\":{\"logo\":\"x\"},\"box\":{\"w\":5}}</script>";
        Outcome<RawItem> outcome = Reading.page(bytes(page), mapped).get(0);
        assertThat(Reading.attributes(outcome)).containsExactly(Map.entry("box", "{\"w\":5}"));
        assertThat(outcome.value().brand()).isNull();
    }

    private static final String GROUP =
            """
            {"@type": "ProductGroup", "@id": "#g", "name": "Mug", "description": "A good mug.", "sku": "parent",
             "brand": "Holz", "productGroupID": "G1",
             "additionalProperty": [{"name": "care", "value": "by hand"}], "hasVariant": [%s]}
            """;

    @Test
    void variantsHaveWhatTheirGroupSaysAndTheyDoNot() throws IOException {
        List<Outcome<RawItem>> rows = read(
                GROUP.formatted(
                        """
                {"@type": "Product", "sku": "v1", "name": "Red mug", "color": "red", "offers": {"price": 3}},
                {"sku": "v2", "brand": "", "description": "A blue one.", "color": "blue",
                 "additionalProperty": {"name": "care", "value": "in a machine"}},
                {"name": "Green mug"}
                """));
        assertThat(rows)
                .extracting(o -> o.value().sku() + ";" + o.value().name() + ";"
                        + o.value().brand() + ";" + o.value().description() + ";" + Reading.attributes(o))
                .containsExactly(
                        "v1;Red mug;Holz;A good mug.;{care=by hand, colour=red, productgroupid=G1}",
                        "v2;Mug;Holz;A blue one.;{care=in a machine, colour=blue, productgroupid=G1}",
                        "null;Green mug;Holz;A good mug.;{care=by hand, productgroupid=G1}");
    }

    @Test
    void groupsAndVariantsFindEachOtherByIdAcrossScripts() throws IOException {
        String variant = "{\"@type\":\"Product\",\"@id\":\"#v1\",\"name\":\"Red mug\",\"sku\":\"v1\"}";
        assertThat(read(variant, GROUP.formatted("{\"@id\":\"#v1\"}")))
                .singleElement()
                .satisfies(o -> assertThat(o.value().brand()).isEqualTo("Holz"));
        assertThat(read(
                        GROUP.formatted(""),
                        variant.replace("\"sku\"", "\"isVariantOf\":{\"@id\":\"#g\"},\"sku\""),
                        "{\"@type\":\"Product\",\"name\":\"Tray\"}"))
                .extracting(o -> o.value().name() + o.value().brand())
                .containsExactly("Red mugHolz", "Traynull");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"https://a/b\"",
                "{\"url\": \"https://a/b\"}",
                "{\"@id\": \"#elsewhere\"}, {\"@type\": \"Product\"}"
            })
    void aGroupWhoseVariantsAreOnOtherPagesIsAProduct(String variants) throws IOException {
        assertThat(read(
                        GROUP.formatted(variants),
                        "{\"@type\":\"Product\",\"@id\":\"\",\"name\":\"Tray\",\"isVariantOf\":{}}"))
                .extracting(o -> o.value().name() + " " + o.value().sku())
                .containsExactly("Mug parent", "Tray null");
    }

    @Test
    void whatStandsElsewhereUnderItsIdIsFound() throws IOException {
        RawItem item = read(
                        """
                        {"@graph": [
                          {"@type": "Product", "@id": "#p", "name": "Mug", "brand": {"@id": "#b"}, "offers": [{"@id": "#o"}],
                           "isRelatedTo": {"@id": "#p"}},
                          {"@type": "Brand", "@id": "#b", "name": "Holz"}]}
                        """,
                        """
                        [{"@type": "Offer", "@id": "#o", "offers": {"@id": "#o"}, "priceSpecification": {"@id": "#s"}},
                         {"@id": "#s", "price": 3.50, "priceCurrency": "EUR"}]
                        """)
                .get(0)
                .value();
        assertThat(item.brand()).isEqualTo("Holz");
        assertThat(asked(item)).isEqualTo("3.50 EUR");
    }

    @Test
    void ofANameInSeveralLanguagesTheFirstCounts() throws IOException {
        assertThat(read("{\"@type\":\"Product\",\"name\":[{\"@value\":\"Krug\",\"@language\":\"de\"},\"Jug\"]}")
                        .get(0)
                        .value()
                        .name())
                .isEqualTo("Krug");
    }

    @Test
    void twoProductsUnderOneIdAreBothKept() throws IOException {
        String product = "{\"@type\":\"Product\",\"@id\":\"#p\",\"name\":\"%s\"}";
        assertThat(read(product.formatted("Mug"), product.formatted("Tray"), product.formatted("Mug")))
                .extracting(o -> o.value().name())
                .containsExactly("Mug", "Tray");
    }

    @Test
    void whatIsBrokenCostsItsOwnBlock() throws IOException {
        String deep = "{\"@type\":\"Product\",\"a\":" + "[".repeat(100_000) + "}";
        assertThat(read(deep, "{\"@type\":\"Product\",\"name\":\"Mug\"}", " ".repeat(200_000) + "{"))
                .extracting(o -> o.status() + " " + o.reasons())
                .containsExactly("FAILED [broken_json]", "FAILED [broken_json]", "KEPT []");
    }

    @ParameterizedTest
    @CsvSource({
        "iso-8859-1, windows-1252",
        "latin1, windows-1252",
        "us-ascii, windows-1252",
        "iso-8859-9, windows-1254",
        "windows-1252, windows-1252"
    })
    void aLabelMeansWhatItMeansToBrowsers(String label, String written) throws IOException {
        String json = "{\"@type\":\"Product\",\"name\":\"\u201cMug\u201d f\u00fcr 5 \u20ac\"}";
        String page = "<meta charset=\"" + label + "\"><script type=application/ld+json>" + json + "</script>";
        assertThat(Reading.page(page.getBytes(Charset.forName(written)), CONF)
                        .get(0)
                        .value()
                        .name())
                .isEqualTo("\u201cMug\u201d f\u00fcr 5 \u20ac");
    }

    @Test
    void aReplacementCharacterOfThePageIsNoBrokenByte() throws IOException {
        String page =
                "<meta charset=utf-8><script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"a \uFFFD b";
        assertThat(Reading.page(bytes(page + "\"}</script>"), CONF)
                        .get(0)
                        .value()
                        .name())
                .isEqualTo("a \uFFFD b");
        ByteArrayOutputStream broken = new ByteArrayOutputStream();
        broken.writeBytes(bytes(page));
        broken.write(0xF6);
        broken.writeBytes(bytes("\"}</script>"));
        assertThat(Reading.page(broken.toByteArray(), CONF).get(0).reasons()).containsExactly("broken_encoding");
    }
}
