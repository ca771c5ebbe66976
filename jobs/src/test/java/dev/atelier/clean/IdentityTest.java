package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes two rows two products: words and numbers of the name, numbers of the trade, columns that distinguish. */
class IdentityTest {
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
        return new Item(
                "i",
                new ItemText(null, null, name, "d", "Kitchen", "Pine"),
                "en",
                9.5,
                "EUR",
                List.of(),
                List.of(),
                null,
                "f#1");
    }

    private static Identity with(String column, String sku, String brand, double price, String... attribute) {
        List<Attribute> attributes =
                attribute.length == 0 ? List.of() : List.of(new Attribute(attribute[0], attribute[1]));
        Item item = new Item(
                "i",
                new ItemText(sku, null, "Mug", "d", "Kitchen", brand),
                "en",
                price,
                "EUR",
                attributes,
                List.of(),
                null,
                "f#1");
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
        Item ours = new Item(
                "i",
                new ItemText("HP-1000", null, "Mug", "d", null, null),
                "en",
                null,
                null,
                List.of(),
                List.of(),
                null,
                "a#1");
        Item theirs = new Item(
                "i",
                new ItemText("TB-99", null, "Mug", "d", null, null),
                "en",
                null,
                null,
                List.of(),
                List.of(),
                null,
                "b#1");
        List<String> sku = List.of("sku");
        assertThat(Identity.of(ours, "a", sku).differsFrom(Identity.of(theirs, "b", sku)))
                .isFalse();
        assertThat(Identity.of(ours, "a", sku).differsFrom(Identity.of(theirs, "a", sku)))
                .isTrue();
    }
}
