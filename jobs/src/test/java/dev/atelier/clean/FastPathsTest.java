package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import opennlp.tools.util.normalizer.AggregateCharSequenceNormalizer;
import opennlp.tools.util.normalizer.CharSequenceNormalizer;
import opennlp.tools.util.normalizer.EmojiCharSequenceNormalizer;
import opennlp.tools.util.normalizer.NumberCharSequenceNormalizer;
import opennlp.tools.util.normalizer.ShrinkCharSequenceNormalizer;
import opennlp.tools.util.normalizer.TwitterCharSequenceNormalizer;
import opennlp.tools.util.normalizer.UrlCharSequenceNormalizer;
import org.junit.jupiter.api.Test;

/** Rules that pass by what they cannot change, or do it in a loop, against the expressions that say what they do. */
class FastPathsTest {
    private static final int TEXTS = 60_000;
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "e",
            "h",
            "H",
            "j",
            "ha",
            "x",
            "X",
            "xD",
            "-",
            ":",
            ";",
            "(",
            ")",
            "d",
            "o",
            "p",
            "rt ",
            "RT:",
            "#",
            "@",
            "http://a.b",
            "www",
            " ",
            "  ",
            "\t",
            "\n",
            "\r",
            "\u0085",
            "\u00a0",
            "\u200b",
            "\u2028",
            "1",
            "22",
            "é",
            "E\u0301",
            "ß",
            "İ",
            "ſ",
            "K",
            "😀",
            "\ud83d",
            "\ude00",
            "𐐀",
            "日本",
            "、",
            "Ⅷ",
            "½",
            "_",
            "'",
            "ignore",
            "Instructions",
            "ALL ",
            "act as",
            " an AI ",
            "vergiſs",
            "Anweisungen",
            "Apple",
            "IKEA",
            "Nike",
            "s",
            "\u0000",
            "\u007f",
            "<",
            "&",
            "aaa",
            "AaA");

    private static void same(UnaryOperator<String> fast, UnaryOperator<String> full) {
        Random random = new Random(7);
        for (int i = 0; i < TEXTS; i++) {
            String text = random.ints(random.nextInt(12), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());
            assertThat(fast.apply(text)).as(escaped(text)).isEqualTo(full.apply(text));
        }
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> c < 127 && c > 31 ? "" + (char) c : "\\u%04x".formatted(c))
                .collect(Collectors.joining());
    }

    @Test
    void unicode() {
        same(NormaliseUnicode::normalise, NormaliseUnicode::characterByCharacter);
    }

    @Test
    void shingles() {
        same(Shingles::bare, Shingles::bareOfMarks);
    }

    @Test
    void languageText() {
        CharSequenceNormalizer openNlp = new AggregateCharSequenceNormalizer(
                EmojiCharSequenceNormalizer.getInstance(),
                UrlCharSequenceNormalizer.getInstance(),
                TwitterCharSequenceNormalizer.getInstance(),
                NumberCharSequenceNormalizer.getInstance(),
                ShrinkCharSequenceNormalizer.getInstance());
        same(LanguageText::of, text -> openNlp.normalize(text).toString());
    }

    @Test
    void instructions() {
        same(
                text -> "" + FlagInstructions.instructs(text),
                text -> ""
                        + FlagInstructions.INSTRUCTION
                                .matcher(Folded.of(text).copy())
                                .find());
    }

    @Test
    void brands() {
        List<String> further = List.of("😀a", "x-", "日本");
        Pattern all = Pattern.compile("(?<![\\p{L}\\p{N}])("
                + java.util.stream.Stream.concat(WordLists.lines("brands.txt").stream(), further.stream())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"))
                + ")(?![\\p{L}\\p{N}])");
        FlagBrands rule = FlagBrands.of(further);
        same(text -> "" + rule.names(text), text -> "" + all.matcher(text).find());
    }
}
