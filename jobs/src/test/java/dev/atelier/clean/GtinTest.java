package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import dev.atelier.domain.RawItem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The field gtin, from what a source wrote to the item. Numbers from GS1's own examples and from ISBN-13. */
class GtinTest {
    private static final ApplyRules RULES = new ApplyRules(
            new CleanConf(null, List.of("DE", "GB", "US"), null, null, null, null, null, null, null, null, null, null));

    private static Item item(Map<String, String> further, Attribute... attributes) {
        String prose = "A light mug for the garden and the kitchen, with a wide handle.";
        RawItem raw = new RawItem("f#1", "f", 1, ItemText.NONE, null, null, null, false, null, "CC0")
                .with(
                        (field, none) -> switch (field) {
                            case "sku" -> "S";
                            case "name" -> "Mug";
                            case "description" -> prose;
                            default -> further.get(field);
                        },
                        List.of(attributes));
        return RULES.clean(raw).item();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    96385074            | 96385074       |
                    036000291452        | 036000291452   |
                    4006381333931       | 4006381333931  |
                    00012345600012      | 00012345600012 |
                    4 006381 333931     | 4006381333931  |
                    978-3-16-148410-0   | 9783161484100  |
                    978–3–16–148410–0   | 9783161484100  |
                    ４００６３８１３３３９３１       | 4006381333931  |
                    4006381333932       |                | gtin_invalid
                    36000291452         |                | gtin_invalid
                    036000291453        |                | gtin_invalid
                    400638133393        |                | gtin_invalid
                    96385075            |                | gtin_invalid
                    EAN 4006381333931   |                | gtin_invalid
                    does not apply      |                | gtin_invalid
                    4006381333931, 96385074 |            | gtin_invalid
                    -                   |                | gtin_invalid
                                        |                |
                    """)
    void onlyANumberWithItsCheckDigitIsOne(String written, String gtin, String flag) {
        Item item = item(written == null ? Map.of() : Map.of("gtin", written));
        assertThat(item.gtin()).isEqualTo(gtin);
        assertThat(item.flags()).isEqualTo(flag == null ? List.of() : List.of(flag));
    }

    @Test
    void whoeverHasNoneKeepsItsId() {
        String golden =
                "3a01bd17d469ebf6681d98aa4124eedcf262f4e679dfd33210538fe3b4810cc5"; // of the record before it had a
        // gtin
        Item none = item(Map.of(), new Attribute("colour", "red"));
        assertThat(none.itemId())
                .isEqualTo(golden)
                .isEqualTo(item(Map.of("gtin", "4006381333932"), new Attribute("colour", "red"))
                        .itemId());
        Item one = item(Map.of("gtin", "4006381333931"), new Attribute("colour", "red"));
        Item other = item(Map.of("gtin", "96385074"), new Attribute("colour", "red"));
        assertThat(List.of(none.itemId(), one.itemId(), other.itemId())).doesNotHaveDuplicates();
    }

    @Test
    void anotherNumberIsAnotherProductWhereverItStands() {
        Identity field = Identity.of(item(Map.of("gtin", "036000291452")), "a", List.of("gtin"));
        Identity zeros = Identity.of(item(Map.of(), new Attribute("ean", "0036000291452")), "b", List.of("gtin"));
        Identity other = Identity.of(item(Map.of("gtin", "4006381333931")), "c", List.of("gtin"));
        assertThat(field.differsFrom(zeros)).isFalse();
        assertThat(field.differsFrom(other)).isTrue();
        assertThat(zeros.differsFrom(other)).isTrue();
    }

    @Test
    void noNumberIsTakenForAPhone() {
        for (String gtin : List.of("0301234567896", "020794609586", "30123456")) {
            assertThat(item(Map.of("gtin", gtin)).gtin()).isEqualTo(gtin.equals("30123456") ? null : gtin);
            assertThat(item(Map.of("gtin", gtin)).flags()).doesNotContain("personal_data");
        }
    }
}
