package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.SparkSessions;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.RawItem;
import dev.atelier.udf.Outcome;
import dev.atelier.udf.OutcomeCodec;
import dev.atelier.udf.RowCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearDuplicatesTest {
    private static final SparkSession SPARK = SparkSessions.shared();
    private static final String PROSE =
            "A heavy mug with a wide handle for cold mornings, glazed inside and out and fired twice in a wood kiln.";

    private static RawItem raw(int row, String name, String description, String brand, String colour) {
        List<Attribute> attributes = colour == null ? List.of() : List.of(new Attribute("colour", colour));
        return new RawItem(
                "f#" + row,
                "f",
                row,
                null,
                name,
                description,
                null,
                brand,
                null,
                null,
                null,
                false,
                attributes,
                "CC0-1.0");
    }

    private static List<Outcome<Item>> clean(CleanConf conf, int partitions, List<RawItem> rows) {
        RowCodec<RawItem> codec = RowCodec.of(RawItem.class);
        List<Row> table = rows.stream().map(codec::toRow).toList();
        return new CleanStage(conf)
                .apply(SPARK.createDataFrame(table, codec.schema()).repartition(partitions)).collectAsList().stream()
                        .map(OutcomeCodec.of(Item.class)::fromRow)
                        .sorted(Comparator.comparing(Outcome::rowId))
                        .toList();
    }

    private static List<String> fates(List<Outcome<Item>> outcomes) {
        return outcomes.stream()
                .map(o -> o.rowId() + " "
                        + (o.reasons().isEmpty() ? "kept" : o.reasons().get(0)))
                .toList();
    }

    @Test
    void theMoreCompleteRowStaysThenTheLongerThenTheEarlier() {
        List<Outcome<Item>> outcomes = clean(
                CleanConf.defaults(),
                3,
                List.of(
                        raw(1, "Blue mug", PROSE, null, "blue"),
                        raw(2, "The blue mug", PROSE, "Pine", "blue"),
                        raw(
                                3,
                                "Red teapot",
                                "Keeps tea hot for an hour. Comes with a steel strainer and a lid.",
                                null,
                                null),
                        raw(
                                4,
                                "Red teapot",
                                "Keeps tea hot for an hour. Comes with a steel strainer and a good lid.",
                                null,
                                null),
                        raw(5, "Green mug", PROSE, null, "green"),
                        raw(6, "Blue mug", PROSE, null, "blue")));
        assertThat(fates(outcomes))
                .containsExactly(
                        "f#1 near_duplicate",
                        "f#2 kept",
                        "f#3 near_duplicate",
                        "f#4 kept",
                        "f#5 kept",
                        "f#6 exact_duplicate");
        assertThat(outcomes.get(0).message()).contains("similarity 0.9", "to row f#2");
        assertThat(outcomes.get(5).message()).contains("same content as row f#1");
    }

    @Test
    void theThresholdDecidesAndTheComparisonCanBeSwitchedOff() {
        List<RawItem> rows = List.of(
                raw(1, "Blue mug", PROSE, null, "blue"),
                raw(2, "Blue mug", PROSE + " It also stacks neatly on any shelf you own.", null, "blue"));
        assertThat(fates(clean(with(new NearDuplicatesConf(true, 0.95, null, null, null, null)), 1, rows)))
                .containsExactly("f#1 kept", "f#2 kept");
        assertThat(fates(clean(with(new NearDuplicatesConf(true, 0.6, null, null, null, null)), 1, rows)))
                .containsExactly("f#1 near_duplicate", "f#2 kept");
        assertThat(fates(clean(with(new NearDuplicatesConf(false, 0.1, null, null, null, null)), 1, rows)))
                .containsExactly("f#1 kept", "f#2 kept");
    }

    private static CleanConf with(NearDuplicatesConf near) {
        return new CleanConf(null, null, null, null, null, null, null, null, near);
    }

    @Test
    void hundredsOfCopiesLeaveOneWhateverThePartitioning() {
        List<RawItem> rows = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            rows.add(raw(i, "Blue mug", PROSE + " Number " + i + ".", null, "blue"));
        }
        List<Outcome<Item>> one = clean(CleanConf.defaults(), 1, rows);
        assertThat(one).hasSize(300);
        assertThat(one.stream().filter(o -> o.reasons().isEmpty())).hasSize(1);
        assertThat(clean(CleanConf.defaults(), 7, rows)).isEqualTo(one);
    }

    private static RawItem row(String source, int row, String sku, String gtin, String name, String text) {
        List<Attribute> attributes = gtin.isEmpty() ? List.of() : List.of(new Attribute("gtin", gtin));
        return new RawItem(
                source + "#" + row,
                source,
                row,
                sku,
                name,
                text,
                null,
                null,
                null,
                null,
                null,
                false,
                attributes,
                "CC0");
    }

    /** Two bags of one text, a sku each that looks like a GTIN; and one of them again. */
    @Test
    void variantsAreProductsAndCopiesGo() {
        String text = "A strong bag of heavy cotton canvas with two long handles and an inner pocket for keys. Machine"
                + " washable at thirty degrees. Holds up to fifteen kilos.";
        assertThat(fates(clean(
                        CleanConf.defaults(),
                        2,
                        List.of(
                                row("f", 1, "4006381333900", "", "Canvas tote bag red", text),
                                row("f", 2, "4006381333901", "", "Canvas tote bag blue", text),
                                row("f", 3, "4006381333901", "", "Canvas tote bag blue", text),
                                row("f", 4, "4006381333901", "", "Canvas Tote Bag, blue", text)))))
                .containsExactly("f#1 kept", "f#2 kept", "f#3 exact_duplicate", "f#4 near_duplicate");
    }

    /**
     * The list is made by scripts/cases/make_variants.py: 20 products, 6 copies of each and 6 siblings. Of a
     * product and its copies one row must stay, and every sibling. As measured:
     * precision 1.00, recall 0.94, F1 0.97; the 7 that stay have three misspelt words, which is below the threshold of 0.8.
     */
    @Test
    void copiesGoAndSiblingsStay() {
        List<String[]> cases = WordLists.lines("variants.tsv").stream()
                .map(line -> line.split("\t", -1))
                .toList();
        List<RawItem> rows = new ArrayList<>();
        cases.forEach(c -> rows.add(row(c[2], 1000 + rows.size(), c[3], c[4], c[5], c[6])));
        Set<String> gone = clean(CleanConf.defaults(), 3, rows).stream()
                .filter(o -> !o.reasons().isEmpty())
                .map(Outcome::rowId)
                .collect(Collectors.toSet());
        List<String> wrong = new ArrayList<>();
        int rightlyGone = 0;
        int group = -1;
        int left = 0; // rows of this product that are still there: one must be
        for (int i = 0; i < rows.size(); i++) {
            boolean sibling = cases.get(i)[0].equals("sibling");
            boolean went = gone.contains(rows.get(i).rowId());
            if (cases.get(i)[0].equals("product")) {
                group++;
                left = 7;
            }
            left -= !sibling && went ? 1 : 0;
            boolean last = !sibling && cases.get(i + 1)[0].equals("sibling");
            rightlyGone += last ? 7 - Math.max(1, left) : 0;
            if ((sibling && went) || (last && left != 1)) {
                wrong.add(group + " " + left + " "
                        + String.join(" | ", List.of(cases.get(i)).subList(0, 6)));
            }
        }
        double f1 = 2.0 * rightlyGone / (gone.size() + 6.0 * (group + 1));
        assertThat(rows).hasSizeGreaterThan(250);
        assertThat(f1).as(String.join("\n", wrong)).isGreaterThanOrEqualTo(0.96);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Canvas tote bag red      | Canvas tote bag blue        | true
                    Phone case 12            | Phone case 13               | true
                    Phone case               | Phone case 13               | true
                    Filter W712              | Filter W713                 | true
                    Poster A3                | Poster A4                   | true
                    T-shirt M                | T-shirt L                   | true
                    T-shirt                  | T-shirt XL                  | true
                    Fridge magnet Paris      | Fridge magnet Lisbon        | true
                    Fridge magnet            | Fridge magnet Paris         | true
                    Fridge magnet Timbuktu   | Fridge magnet Samarkand     | true
                    Soap lavender            | Soap lemon                  | true
                    Chess game II            | Chess game III              | true
                    Schal rot                | Schal grün                  | true
                    Soap cherry              | Soap sherry                 | true
                    Cushion poppy            | Cushion puppy               | true
                    红色帆布手提袋                  | 蓝色帆布手提袋                     | true
                    Сумка красная            | Сумка зелёная               | true
                    Travel blanket           | Travel blankett             | false
                    Green Cast Teapot        | Green Cast Tea Pot          | false
                    Blue mug                 | The blue mug                | false
                    Blue mug                 | BLUE MUG!                   | false
                    Canvas jacket            | Canvas jakcet               | false
                    Chef's knife             | Chef knife                  | false
                    Bottle 350ml             | Bottle 350 ml               | false
                    Blue mug                 | New blue mugs               | false
                    Mug, blue                | Blue mug                    | false
                    Cable 1,5 m              | Cable 15 m                  | true
                    Cable 1,5 m              | Cable 1.5m                  | false
                    Cable 2.5 m              | Cable 25 m                  | true
                    Battery 1.2 V            | Battery 12 V                | true
                    Lamp 1-2 W               | Lamp 12 W                   | true
                    Lamp 1–2 W               | Lamp 1 - 2 W                | false
                    Dumbbell 5 kg set of 2   | Dumbbell 2 kg set of 5      | true
                    Print 20x30              | Print 30x20                 | true
                    Print 20x30              | Print 20 × 30               | false
                    Mug 1/2 l                | Mug 2/1 l                   | true
                    Mug -5 °C                | Mug 5 °C                    | true
                    Mug −5 °C                | Mug -5 °C                   | false
                    Mug - 5 l                | Mug 5 l                     | false
                    Bolt 16:9                | Bolt 169                    | true
                    Filter A1 B2             | Filter B1 A2                | true
                    Adapter HDMI to VGA      | Adapter VGA to HDMI         | true
                    Mug                      | Mug aqua                    | true
                    Mug                      | Ecru mug                    | true
                    Mug                      | Mug champagne               | true
                    Mug                      | Mug lachs                   | true
                    Mug                      | Mug Tübingen                | true
                    Mug                      | Mug Leeds                   | true
                    Mug                      | Mug Cape Town               | true
                    Mug                      | Mug Sylt                    | true
                    Mug                      | Mug A                       | true
                    Poster Freiburg          | Poster Freiberg             | true
                    Map Halle                | Map Hall                    | true
                    Map Frankfurt            | Map Frankfurt Oder          | true
                    Poster Baden             | Poster Baden-Baden          | true
                    Poster Paris             | Poster Parish               | true
                    Adapter DE               | Adapter UK                  | true
                    Adapter DE               | Adapter                     | true
                    Keyboard DE              | Keyboard FR                 | true
                    keyboard de              | keyboard fr                 | true
                    Keyboard DE              | KEYBOARD DE                 | false
                    Tasse de café            | TASSE DE CAFE               | false
                    Bowl with lid            | Bowl without lid            | true
                    Pot with lid             | Pot lid                     | true
                    Schale mit Deckel        | Schale ohne Deckel          | true
                    Thé avec sucre           | Thé sans sucre              | true
                    Galaxy case S21          | Galaxy case S21+            | true
                    Galaxy case S21+         | Galaxy case S21 Plus        | false
                    Mug C                    | Mug C++                     | true
                    Mug C                    | Mug C#                      | true
                    カラスの置物                   | ガラスの置物                      | true
                    Blue mug                 | NEW! Original blue mug      | false
                    Der blaue Becher         | Blauer Becher               | true
                    Blue mug                 | Pine blue mug               | false
                    Wandfarbe weiß           | Wandfarbe WEISS             | false
                    Lavender soap            | Lavendr soap                | false
                    """)
    void namesTellProductsApart(String one, String other, boolean differ) {
        Identity a = Identity.of(item(one), "f", List.of());
        Identity b = Identity.of(item(other), "f", List.of());
        assertThat(a.differsFrom(b)).isEqualTo(differ);
        assertThat(b.differsFrom(a)).isEqualTo(differ);
    }

    private static Item item(String name) {
        return new Item("i", null, name, "d", "Kitchen", "Pine", "en", 9.5, "EUR", List.of(), List.of(), null, "f#1");
    }

    private static Identity with(String column, String sku, String brand, double price, String... attribute) {
        List<Attribute> attributes =
                attribute.length == 0 ? List.of() : List.of(new Attribute(attribute[0], attribute[1]));
        Item item = new Item(
                "i", sku, "Mug", "d", "Kitchen", brand, "en", price, "EUR", attributes, List.of(), null, "f#1");
        return Identity.of(item, "f", List.of(column));
    }

    @Test
    void anyColumnCanDistinguish() {
        assertThat(with("price", "1", "A", 9.5).differsFrom(with("price", "1", "A", 9.6)))
                .isTrue();
        assertThat(with("brand", "1", "A", 9.5).differsFrom(with("brand", "1", "B", 9.5)))
                .isTrue();
        assertThat(with("colour", "1", "A", 9.5).differsFrom(with("colour", "1", "B", 9.6)))
                .isFalse();
        assertThat(with("colour", "1", "A", 9.5, "color", "red")
                        .differsFrom(with("colour", "1", "A", 9.5, "colour", "blue")))
                .isTrue();
        assertThat(with("finish", "1", "A", 9.5, "finish", "matt")
                        .differsFrom(with("finish", "1", "A", 9.5, "finish", "gloss")))
                .isTrue();
        assertThat(with("gtin", "1", "A", 9.5, "ean", "4006381333931")
                        .differsFrom(with("gtin", "1", "A", 9.5, "gtin", "04006381333931")))
                .isFalse();
        assertThat(with("gtin", "4006381333931", "A", 9.5)
                        .differsFrom(with("gtin", "1", "A", 9.5, "upc", "036000291452")))
                .isTrue();
        assertThat(with("sku", "HP-1", "A", 9.5).differsFrom(with("sku", "HP-2", "A", 9.5)))
                .isTrue();
        assertThat(with("sku", "HP-1", null, 9.5).differsFrom(with("sku", null, null, 9.5)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ean code, 4006381333931, 4006381333948, true",
        "ean_code, 4006381333931, 4006381333948, true",
        "eancode, 4006381333931, 4006381333948, true",
        "ean-nr, 4006381333931, 4006381333948, true",
        "gtin (ean), 4006381333931, EAN 4006381333948, true",
        "upc-a, 036000291452, 036000291469, true",
        "upc, 036000291452, 36000291452, false",
        "isbn10, 0306406152, 0306406160, true",
        "isbn, 0-306-40615-2, 0-8044-2957-X, true",
        "isbn, 0-306-40615-2, 978-0-306-40615-7, false",
        "isbn 13, 978-0-306-40615-7, 9780306406157, false",
        "asin, B00TESTAB1, B00TESTAB2, true",
        "asin, b00testab1, B00TESTAB1, false",
        "product barcode, 4006381333931, 4006381333948, true",
        "ean, 4006381333931, 'n/a', false",
        "ean, '4006381333931, 4006381333948', 4006381333948, false",
        "ocean, 4006381333931, 4006381333948, false"
    })
    void aNumberOfTheTradeIsKnownByAnyNameAndForm(String name, String one, String other, boolean differ) {
        assertThat(with("gtin", null, "A", 9.5, name, one).differsFrom(with("gtin", null, "A", 9.5, name, other)))
                .isEqualTo(differ);
    }

    @Test
    void anotherShopsNumberIsNoOtherProduct() {
        Item ours =
                new Item("i", "HP-1000", "Mug", "d", null, null, "en", null, null, List.of(), List.of(), null, "a#1");
        Item theirs =
                new Item("i", "TB-99", "Mug", "d", null, null, "en", null, null, List.of(), List.of(), null, "b#1");
        List<String> sku = List.of("sku");
        assertThat(Identity.of(ours, "a", sku).differsFrom(Identity.of(theirs, "b", sku)))
                .isFalse();
        assertThat(Identity.of(ours, "a", sku).differsFrom(Identity.of(theirs, "a", sku)))
                .isTrue();
    }

    @Test
    void bandsFindPairsAboveTheThresholdAndSpareMostOthers() {
        assertThat(share(0.8)).isGreaterThan(0.98);
        assertThat(share(0.2)).isLessThan(0.1);
    }

    /** Share of pairs with about this similarity that meet in a band. */
    private static double share(double similarity) {
        int size = 60;
        int pairs = 200;
        int met = 0;
        for (int pair = 0; pair < pairs; pair++) {
            int base = pair * 1000;
            int both = (int) Math.round(2 * similarity / (1 + similarity) * size);
            List<Long> a = hashes(base, base + size);
            List<Long> b = hashes(base + size - both, base + 2 * size - both);
            assertThat(Shingles.jaccard(a, b)).isCloseTo(similarity, within(0.02));
            Set<Long> bands = new HashSet<>(Shingles.bands(a, 20, 4));
            bands.retainAll(new HashSet<>(Shingles.bands(b, 20, 4)));
            met += bands.isEmpty() ? 0 : 1;
        }
        return (double) met / pairs;
    }

    private static List<Long> hashes(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Shingles.of("w" + i, 1).get(0))
                .sorted()
                .collect(Collectors.toList());
    }

    @Test
    void jaccardCountsSharedShingles() {
        assertThat(Shingles.jaccard(Shingles.of("a b c d", 2), Shingles.of("a b c e", 2)))
                .isEqualTo(0.5);
        assertThat(Shingles.of("Über-Größe, ÜBER größe!", 2)).isEqualTo(Shingles.of("uber große uber große", 2));
        assertThat(Shingles.of("one", 3)).hasSize(1);
    }
}
