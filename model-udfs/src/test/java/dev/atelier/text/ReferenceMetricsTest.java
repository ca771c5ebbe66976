package dev.atelier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** sacrebleu 2.6.0, rouge-score 0.1.2, nltk 3.10.4: {@code scripts/golden/metrics_golden.py} has written what is expected. */
class ReferenceMetricsTest {
    private static final double TOLERANCE = 1e-6;

    /** A line: hypothesis, references, and a number for each further column. */
    private record Pair(String hypothesis, List<String> references, Map<String, Double> expected) {}

    @Test
    void equalTheReferenceImplementations() {
        List<Pair> pairs = pairs();
        assertThat(pairs).hasSizeGreaterThanOrEqualTo(300);
        SoftAssertions all = new SoftAssertions();
        for (Pair pair : pairs) {
            assertThat(pair.expected()).hasSize(30);
            pair.expected().forEach((column, expected) -> all.assertThat(value(column, pair))
                    .as("%s of [%s] to %s", column, pair.hypothesis(), pair.references())
                    .isCloseTo(expected, within(TOLERANCE)));
        }
        all.assertAll();
    }

    @Test
    void stemsAreThoseOfNltk() {
        List<String> lines = lines("porter_stems.tsv");
        assertThat(lines).hasSizeGreaterThan(1000);
        SoftAssertions all = new SoftAssertions();
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            all.assertThat(PorterStemmer.stem(cells[0])).as(cells[0]).isEqualTo(cells[1]);
        }
        all.assertAll();
    }

    @Test
    void aSignatureSaysHowAScoreWasMade() {
        assertThat(Bleu.defaults().signature(1))
                .isEqualTo("nrefs:1|case:mixed|eff:yes|tok:13a|smooth:exp|version:2.6.0");
        assertThat(new Bleu(BleuTokeniser.ZH, BleuSmoothing.FLOOR, null).signature(2))
                .isEqualTo("nrefs:2|case:mixed|eff:yes|tok:zh|smooth:floor[0.10]|version:2.6.0");
        assertThat(new Chrf(2).signature(1)).isEqualTo("nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.6.0");
    }

    @Test
    void aValueBelongsToASmoothingThatHasOne() {
        assertThat(new Bleu(BleuTokeniser.CHAR, BleuSmoothing.ADD_K, 0.5).signature(1))
                .contains("smooth:add-k[0.50]");
        assertThatThrownBy(() -> new Bleu(BleuTokeniser.CHAR, BleuSmoothing.EXP, 0.5))
                .hasMessage("Invalid smoothing value: 0.5 (only floor and add-k have a value)");
        assertThatThrownBy(() -> new Bleu(BleuTokeniser.CHAR, BleuSmoothing.FLOOR, 0.0))
                .hasMessage("Invalid smoothing value: 0.0 (must be over 0, at most 1)");
    }

    /** They end: each is longer than any text that a model writes here, and shaped to make a careless rule slow. */
    @Test
    void hostileTextsOfSixtyThousandCharacters() {
        String words = "a b c ".repeat(10_000);
        for (String unit :
                List.of("a", "y", "1.", "-\n", "&amp;", "\uD83D\uDD25", "。", "\uD800", "a b\n", " ", "alli")) {
            String text = unit.repeat(60_000 / unit.length());
            List<String> other = List.of(words);
            for (BleuTokeniser tokeniser : BleuTokeniser.values()) {
                assertThat(new Bleu(tokeniser, BleuSmoothing.EXP, null).sentence(text, other))
                        .isBetween(0.0, 100.0 + TOLERANCE);
            }
            assertThat(new Chrf(2).sentence(text, other)).isBetween(0.0, 100.0 + TOLERANCE);
            assertThat(new Rouge(true).l(text, other)).isBetween(0.0, 1.0);
            assertThat(new Rouge(true).lsum(text, List.of(text))).isBetween(0.0, 1.0);
        }
    }

    private static double value(String column, Pair pair) {
        String[] words = column.split(" ", -1);
        boolean stemmed = words.length == 2;
        return switch (words[0]) {
            case "bleu" ->
                new Bleu(tokeniser(words[1]), smoothing(words[2]), null).sentence(pair.hypothesis(), pair.references());
            case "chrf" -> new Chrf(0).sentence(pair.hypothesis(), pair.references());
            case "chrf++" -> new Chrf(2).sentence(pair.hypothesis(), pair.references());
            case "rouge1" -> new Rouge(stemmed).n(1, pair.hypothesis(), pair.references());
            case "rouge2" -> new Rouge(stemmed).n(2, pair.hypothesis(), pair.references());
            case "rougeL" -> new Rouge(stemmed).l(pair.hypothesis(), pair.references());
            case "rougeLsum" -> new Rouge(stemmed).lsum(pair.hypothesis(), pair.references());
            default -> throw new AssertionError("No measure for column " + column);
        };
    }

    private static BleuTokeniser tokeniser(String word) {
        return Arrays.stream(BleuTokeniser.values())
                .filter(t -> t.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static BleuSmoothing smoothing(String word) {
        return Arrays.stream(BleuSmoothing.values())
                .filter(s -> s.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static List<Pair> pairs() {
        List<String> lines = lines("reference_measures.tsv");
        String[] columns = lines.get(0).split("\t", -1);
        return lines.stream()
                .skip(1)
                .map(line -> pair(columns, line.split("\t", -1)))
                .toList();
    }

    private static Pair pair(String[] columns, String[] cells) {
        Map<String, Double> expected = new LinkedHashMap<>();
        for (int i = 2; i < columns.length; i++) {
            expected.put(columns[i], Double.parseDouble(cells[i]));
        }
        return new Pair(read(cells[0]), List.of(read(cells[1]).split("\u001e", -1)), expected);
    }

    private static String read(String cell) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            text.append(
                    c != '\\'
                            ? c
                            : switch (cell.charAt(++i)) {
                                case 'n' -> '\n';
                                case 'r' -> '\r';
                                case 't' -> '\t';
                                default -> '\\';
                            });
        }
        return text.toString();
    }

    /** Parted at line feeds only: texts hold other line ends. */
    private static List<String> lines(String resource) {
        try (InputStream in = ReferenceMetricsTest.class.getResourceAsStream(resource)) {
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\n", -1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
