package dev.atelier.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemClaimsTest {
    private static final Item PAN = item(
            "Pan X200",
            "A heavy pan. Comes with a steel strainer. Hand wash only.",
            "material=cast iron",
            "height=4 cm",
            "width=26 cm",
            "weight=2.3 kg",
            "colour=navy",
            "origin=Tuscany",
            "handle=oak",
            "size=M",
            "warranty=2 years",
            "pieces=6",
            "certificate=IP67");

    private static Item item(String name, String description, String... attributes) {
        List<Attribute> pairs = Stream.of(attributes)
                .map(pair -> new Attribute(pair.split("=", 2)[0], pair.split("=", 2)[1]))
                .toList();
        ItemText text = new ItemText(null, null, name, description, "Kitchen", "Oak Lane");
        return new Item(name, text, "en", 12.9, "EUR", pairs, List.of(), "CC0-1.0", "a.csv#1");
    }

    private static List<Claim> claims(String text) {
        return ItemClaims.about(PAN).in(text);
    }

    private static List<String> sentences(String text) {
        return claims(text).stream().map(Claim::sentence).toList();
    }

    @Test
    void aClaimKnowsItsPlaceItsValueAndWhatTheItemSays() {
        assertThat(claims("A pan of steel."))
                .containsExactly(new Claim(
                        Kind.MATERIAL, "steel", 9, 14, "steel", Support.CONTRADICTED, "material", "cast iron"));
        assertThat(sentences("A pan of steel, 40 cm high."))
                .containsExactly(
                        "contradicts material: steel (item says cast iron)",
                        "contradicts height: 40 cm (item says 4 cm)");
        assertThat(sentences("It draws 12 W.")).containsExactly("unsupported: 12 W (number)");
        assertThat(sentences("Serves 20+ people.")).containsExactly("unsupported: 20+ (number)");
        assertThat(sentences("An Eco-Pan, High-Tech."))
                .containsExactly("unsupported: Eco (certificate)", "unsupported: High-Tech (certificate)");
        assertThat(sentences("The perfect pan; eine perfekte Pfanne."))
                .containsExactly("unsupported: perfect (superlative)", "unsupported: perfekte (superlative)");
        assertThat(sentences("A perfect bound book with an eco mode.")).isEmpty();
        assertThat(sentences("Aus Eisen.")).containsExactly("material: Eisen (material)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "40 mm high",
                "0.04 m in height",
                "Höhe: 4 cm",
                "about 1.5 inches tall",
                "26 cm wide",
                "10.2 in wide",
                "ten inches in width",
                "2300 g",
                "2,3 Kilo",
                "just over 2 kg",
                "5.1 lb",
                "roughly five pounds",
                "81 oz",
                "24 months of warranty",
                "zwei Jahre Garantie",
                "zweijährige Garantie",
                "set of six",
                "5+ pieces",
                "2+ kg of pan",
                "6-piece set",
                "6-teiliges Set",
                "Sie erhalten sechs Stück",
                "€12.90",
                "12,90 Euro",
                "EUR 12.90",
                "less than 13 euros",
                "26 x 4 cm",
                "26 cm by 4 cm",
                "the X200 is here",
                "every two hours"
            })
    void whatTheItemSaysInOtherUnitsAndWordsIsBound(String text) {
        assertThat(claims(text)).as(text).noneMatch(Claim::doubtful);
    }

    @ParameterizedTest
    @CsvSource({
        "4 cm wide, width",
        "26 cm high, height",
        "41 mm high, height",
        "9 inches wide, width",
        "2.4 kg, weight",
        "3 lb, weight",
        "36 months warranty, warranty",
        "set of 8, pieces",
        "12.95 euros, price",
        "26 x 5 cm, height"
    })
    void anotherAmountOfTheSameContradicts(String text, String attribute) {
        assertThat(claims(text)).as(text).anySatisfy(claim -> {
            assertThat(claim.support()).isEqualTo(Support.CONTRADICTED);
            assertThat(claim.attribute()).isEqualTo(attribute);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "made of iron",
                "eiserne Pfanne aus Gusseisen",
                "Gusseisenpfanne",
                "a steel strainer",
                "an oak handle",
                "the handle is wooden",
                "blue",
                "marineblau",
                "ein blauer Topf",
                "made in Italy",
                "italienische Handarbeit",
                "hergestellt in Europa",
                "by Oak Lane",
                "Oak Lane's finest pan",
                "size M",
                "waterproof",
                "geschützt nach IP67",
                "hand wash only",
                "nicht spülmaschinenfest",
                "not dishwasher safe",
                "without plastic",
                "plastic-free",
                "kein Kunststoff",
                "unlike aluminium pans",
                "leather look",
                "goes with white plates",
                "a glass of red wine",
                "pairs well with black jeans",
                "Made of plastic? No."
            })
    void whatIsTrueInWordsIsBoundOrNoClaim(String text) {
        assertThat(claims(text)).as(text).noneMatch(claim -> claim.doubtful() && claim.kind() != Kind.SUPERLATIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "made of stainless steel, material",
        "made of steel, material",
        "steel pan, material",
        "without iron, material",
        "a walnut handle, handle",
        "red, colour",
        "rote Pfanne, colour",
        "made in Spain, origin",
        "aus Portugal, origin",
        "by Harbour & Pine, brand",
        "size XL, size",
        "IP68, certificate",
        "dishwasher-safe, description",
        "spülmaschinenfest, description"
    })
    void anotherWordForTheSameContradicts(String text, String attribute) {
        assertThat(claims(text)).as(text).anySatisfy(claim -> {
            assertThat(claim.support()).isEqualTo(Support.CONTRADICTED);
            assertThat(claim.attribute()).isEqualTo(attribute);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the best pan",
                "the lightest pan",
                "our most durable pan",
                "die leichteste Pfanne",
                "am Ende das größte Glück",
                "lebenslange Garantie",
                "guaranteed",
                "never leaks",
                "rostet nie",
                "100 % sicher",
                "world's finest",
                "unbeatable"
            })
    void superlativesAndPromisesAreFound(String text) {
        assertThat(claims(text)).as(text).singleElement().satisfies(claim -> {
            assertThat(claim.kind()).isEqualTo(Kind.SUPERLATIVE);
            assertThat(claim.support()).isEqualTo(Support.UNSUPPORTED);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at least it rests", "the forest at its best", "am besten warm", "die erste Pfanne",
                        "eine robuste Form",
                "best before May", "never put it on ice", "für die Liste der Gäste", "the rest of the harvest",
                        "two minds",
                "one of us", "in 1990 it rained", "24/7"
            })
    void whatOnlyLooksLikeAClaimIsNone(String text) {
        assertThat(claims(text)).as(text).isEmpty();
    }

    @Test
    void theItemsOwnTextIsBoundWhateverItPromises() {
        Item proud = item(
                "Lifetime Mug 7",
                "The best mug since 1898, 100 % vegan, never leaks. Fits LEGO streets.",
                "material=tin");
        ItemClaims about = ItemClaims.about(proud);
        assertThat(about.in(proud.description())).hasSizeGreaterThan(4).noneMatch(Claim::doubtful);
        assertThat(about.in("Lifetime Mug 7")).noneMatch(Claim::doubtful);
        assertThat(about.in("A leather mug since 1899")).allMatch(claim -> claim.support() == Support.CONTRADICTED);
    }

    @Test
    void anItemThatSaysNothingContradictsNothing() {
        Item bare = new Item(
                "b",
                new ItemText(null, null, "Thing", null, null, null),
                null,
                null,
                null,
                List.of(),
                List.of(),
                "CC0-1.0",
                "a#1");
        assertThat(ItemClaims.about(bare).in("A red steel thing by Bosch, 4 cm, size L, made in Italy, vegan, €5"))
                .hasSize(8)
                .allMatch(claim -> claim.support() == Support.UNSUPPORTED);
    }

    @Test
    void placesInTheTextAreThoseOfItsCharacters() {
        String text = "😀 Größe: „XL“ – 4 cm, naïve rote Töpfe, 12\u00a0900 W";
        assertThat(claims(text))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(claim -> text.substring(claim.begin(), claim.end()).equals(claim.text()));
        assertThatThrownBy(() -> new Claim(Kind.SIZE, "XL", 0, 3, "xl", Support.UNSUPPORTED, "", ""))
                .hasMessageContaining("Invalid end of claim: 3 (must be begin plus the length of its text)");
    }
}
