package dev.atelier.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import dev.atelier.domain.Measure;
import dev.atelier.text.ProtectedNames;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static Found found(String brand, String name, String prompt, String text, Attribute... attributes) {
        Item plain = Subjects.item(name, "Looks like a Dyson", attributes);
        Item item = new Item(
                plain.itemId(),
                new ItemText("S", null, name, plain.description(), null, brand),
                "en",
                null,
                null,
                plain.attributes(),
                null,
                "CC0-1.0",
                "a#1");
        Subject row = new Subject(Subjects.row(item, prompt, text, "stop"), null);
        return new Names(List.of("brand: Murkelmann")).new OfTexts().score(text, row);
    }

    private static List<Double> values(Found found) {
        return found.measures().stream().map(Measure::value).toList();
    }

    @Test
    void namesInATextAndInItsPromptAreToldApart() {
        Found found = found(null, "Mug", "Write as for Murkelmann", "A mug like Picasso's, better than IKEA.");
        assertThat(found.measures())
                .containsExactly(
                        new Measure("protected_names", 2, "artist: Picasso; brand: IKEA"),
                        new Measure("prompt_names", 1, "brand: Murkelmann"));
        assertThat(found.flags()).containsExactly("artist: Picasso", "brand: IKEA", "brand in prompt: Murkelmann");
        assertThat(found(null, "Mug", "Write", "A mug."))
                .isEqualTo(Found.of(new Measure("protected_names", 0), new Measure("prompt_names", 0)));
    }

    @Test
    void whatAnItemBearsIsNoAlarm() {
        assertThat(values(found("Lego", "Bricks", "Lego bricks", "Lego's bricks")))
                .containsExactly(0.0, 0.0);
        assertThat(values(found(null, "Case for iPhone 15", "a", "It fits the iPhone.")))
                .containsExactly(0.0, 0.0);
        assertThat(values(found(null, "Jacket", "a", "With Gore-Tex", new Attribute("material", "Gore-Tex"))))
                .containsExactly(0.0, 0.0);
        // what is only said of it is
        assertThat(values(found(null, "Vacuum", "a", "Like a Dyson"))).containsExactly(1.0, 0.0);
        assertThat(values(found(null, "Poster like Banksy", "a", "As if by Banksy")))
                .containsExactly(1.0, 0.0);
        assertThat(values(found("Banksy", "Poster", "a", "By Banksy"))).containsExactly(0.0, 0.0);
    }

    @Test
    void theBuiltInNamesAreOfTheFormThatIsAskedOfUsers() {
        assertThat(ProtectedNames.of(BuiltIn.lines("names.txt")).in("Frida Kahlo met Mickey Mouse at IKEA"))
                .extracting(ProtectedNames.Name::kind)
                .containsExactly(ProtectedNames.Kind.ARTIST, ProtectedNames.Kind.TRADEMARK, ProtectedNames.Kind.BRAND);
    }
}
