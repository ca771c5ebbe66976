package dev.atelier.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of 60,000 characters of one thing: they end, and break nothing. */
class HostileClaimsTest {
    private static final int LENGTH = 60_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1 ",
                "1.",
                "1,",
                "1 x ",
                "1-",
                "1/2 ",
                "1/",
                "½",
                "12 cm ",
                "4 cm, ",
                "1 to ",
                "and 1 ",
                "a",
                "A",
                "é",
                "-",
                "- ",
                "a-",
                "'",
                "a'",
                "%",
                "100 % ",
                "€",
                "€1",
                "\"",
                "5\" ",
                "not ",
                "not steel or ",
                "without ",
                "steel ",
                "Stahl",
                "Stahl-",
                "stainless ",
                "dishwasher ",
                "made ",
                "made in ",
                "from ",
                "by A ",
                "by A & ",
                "A & ",
                "the ",
                "the best ",
                "the most ",
                "never ",
                "größte ",
                "die größte ",
                "size ",
                "size S, ",
                "XL ",
                "S - ",
                "frei",
                "a?",
                "? No ",
                "twenty-",
                "einund",
                "half a ",
                "an hour and a half ",
                "\u00a0",
                "😀",
                "\ud83c",
                "\u0000",
                "{c material|",
                "every 2 "
            })
    void endlessTextsAreRead(String piece) {
        String text = piece.repeat(LENGTH / piece.length());
        Item mug = item("Mug", null, "steel");
        assertThat(ItemClaims.about(mug).in(text))
                .allMatch(claim -> text.substring(claim.begin(), claim.end()).equals(claim.text()));
        assertThat(ItemClaims.about(item("Mug " + piece, text, text + "x")).in("A red mug of 9 cm."))
                .extracting(Claim::text)
                .contains("red", "9 cm");
    }

    private static Item item(String name, String description, String material) {
        ItemText text = new ItemText(null, null, name, description, null, name);
        List<Attribute> attributes = List.of(new Attribute("material", material));
        return new Item("i", text, "en", 1.0, "EUR", attributes, List.of(), "CC0-1.0", "a#1");
    }
}
