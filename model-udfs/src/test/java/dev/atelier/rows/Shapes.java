package dev.atelier.rows;

import dev.atelier.domain.Inline;
import dev.atelier.domain.ToldBy;
import dev.atelier.domain.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Records of every shape that a table can have, and random ones of them. */
final class Shapes {
    enum Mood {
        CALM,
        VERY_LOUD
    }

    record Plain(
            String id,
            int count,
            Integer size,
            long seed,
            Long bytes,
            double weight,
            Double price,
            boolean ok,
            Boolean maybe) {}

    record Colour(String colourName, int red) {}

    record Nest(Mood mood, Colour colour, List<Colour> palette, List<String> tags, List<List<Integer>> grid) {}

    @ToldBy("kind")
    sealed interface Ask permits Tool, Say {}

    sealed interface Tool extends Ask permits Write, Draw {}

    record Write(String prompt, int length, List<String> stop) implements Tool {}

    @Word("drawing")
    record Draw(String prompt, Colour background, @Inline(rename = "red=ink_red") Colour ink, double scale)
            implements Tool {}

    record Say() implements Ask {}

    record Asked(String id, Tool tool, List<Tool> more) {}

    record Owner(String id, int age) {}

    record Inlined(
            @Inline Owner owner,
            @Inline Plain plain,
            @Inline(
                            mayBeNull = true,
                            rename = {"red=paint", "colour_name=paint_name"})
                    Colour paint,
            @Inline Ask ask,
            @Inline(
                            rename = {
                                "kind=next_kind",
                                "prompt=next_prompt",
                                "length = next_length",
                                "stop=next_stop",
                                "background=next_background",
                                "colour_name=next_colour",
                                "ink_red=next_red",
                                "scale=next_scale"
                            })
                    Ask next,
            Mood mood) {}

    private final Random random;

    Shapes(long seed) {
        this.random = new Random(seed);
    }

    Plain plain() {
        return plain(word());
    }

    private Plain plain(String id) {
        return new Plain(
                id,
                random.nextInt(),
                maybe(random::nextInt),
                random.nextLong(),
                maybe(random::nextLong),
                random.nextGaussian(),
                maybe(random::nextGaussian),
                random.nextBoolean(),
                maybe(random::nextBoolean));
    }

    Nest nest() {
        return new Nest(
                maybe(this::mood),
                maybe(this::colour),
                maybe(() -> list(this::colour)),
                list(this::word),
                list(() -> list(random::nextInt)));
    }

    Asked asked() {
        return new Asked(word(), maybe(this::tool), maybe(() -> list(this::tool)));
    }

    Inlined inlined() {
        String id = word();
        return new Inlined(
                new Owner(id, random.nextInt()),
                plain(id),
                maybe(this::colour),
                maybe(this::ask),
                maybe(this::ask),
                maybe(this::mood));
    }

    private Ask ask() {
        return random.nextInt(3) == 0 ? new Say() : tool();
    }

    private Tool tool() {
        return random.nextBoolean()
                ? new Write(maybe(this::word), random.nextInt(), list(this::word))
                : new Draw(word(), maybe(this::colour), colour(), random.nextGaussian());
    }

    private Colour colour() {
        return new Colour(maybe(this::word), random.nextInt());
    }

    private Mood mood() {
        return Mood.values()[random.nextInt(2)];
    }

    private String word() {
        String letters = "aä€ \"\n\u0000Z";
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextInt(4) == 0 ? null : value.get();
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(element.get());
        }
        return values;
    }
}
