package dev.atelier.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.text.CopiedText.Passage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CopiedTextTest {
    private static final String POEM =
            "The mountain lets nobody pass who has not learned to wait for the late light of spring";

    @Test
    void foldingLeavesWhatTwoWritersOfTheSameWordsShare() {
        assertThat(FoldedText.of(
                                "Don\u2019t \u201cshout\u201d, caf\u00e9-Gr\u00f6\u00dfe \uff26\uff55\uff4c\uff4c soft\u00adly \ufb01ve\u200b\u0301 1.299")
                        .words())
                .containsExactly("dont", "shout", "cafe", "grosse", "full", "softly", "five", "1", "299");
        assertThat(FoldedText.of("DON'T shout CAFE GROSSE").words())
                .isEqualTo(List.of("dont", "shout", "cafe", "grosse"));
        assertThat(FoldedText.of("\u6f22\u5b57\u304c Tea").words())
                .containsExactly("\u6f22", "\u5b57", "\u304b", "tea");
        assertThat(FoldedText.of("a, b! c").written(0, 2)).isEqualTo("a, b");
        assertThat(FoldedText.of(" ...\u2014 ").words()).isEmpty();
    }

    @Test
    void theLongestRunAndItsTextAreNamed() {
        CopiedText copied = CopiedText.of(
                "Our lamp: it LETS NOBODY PASS, who has not learned to wait \u2014 for less.",
                List.of(new Passage("poem", POEM), new Passage("other", "it lets nobody pass who has not a lamp")));
        assertThat(copied.words()).isEqualTo(10);
        assertThat(copied.from()).isEqualTo("poem");
        assertThat(copied.span()).isEqualTo("LETS NOBODY PASS, who has not learned to wait \u2014 for");
        assertThat(copied.most()).isEqualTo("poem");
        // 14 words have 10 runs of five; the ten shared words have 6
        assertThat(copied.share()).isEqualTo(6.0 / 10);
    }

    @Test
    void lessThanFiveWordsInARowAreNoCopy() {
        String text = "We say that every cup tells a story at home and we mean it.";
        assertThat(CopiedText.of(text, List.of(new Passage("slogan", "Every cup tells a story!")))
                        .words())
                .isEqualTo(5);
        assertThat(CopiedText.of(text, List.of(new Passage("four", "every cup tells a tale"))))
                .isEqualTo(CopiedText.of(text, List.of()));
        assertThat(CopiedText.of("", List.of(new Passage("a", POEM)))).isEqualTo(CopiedText.of(text, List.of()));
    }

    @Test
    void passagesOfOneTextCountTogether() {
        String text = "one two three four five and six seven eight nine ten";
        List<Passage> passages = List.of(
                new Passage("b", "one two three four five"),
                new Passage("a", "six seven eight nine ten"),
                new Passage("a", "so one two three four five"));
        CopiedText copied = CopiedText.of(text, passages);
        assertThat(copied.most()).isEqualTo("a");
        assertThat(copied.share()).isEqualTo(2.0 / 7);
        // of two runs of five words the first text has one
        assertThat(copied.from()).isEqualTo("a");
        assertThat(CopiedText.of(text, List.of(passages.get(2), passages.get(1), passages.get(0))))
                .isEqualTo(copied);
    }

    @Test
    void theAutomatonFindsWhatComparingAllRunsFinds() {
        for (int seed = 0; seed < 200; seed++) {
            List<String> text = drawn(seed, 40, 3);
            List<String> other = drawn(seed + 1000, 30, 3);
            SuffixAutomaton.Run run = new SuffixAutomaton(text).longestIn(other);
            assertThat(run.length()).as("seed %d", seed).isEqualTo(slow(text, other));
            List<String> found = text.subList(run.end() - run.length(), run.end());
            assertThat(java.util.Collections.indexOfSubList(other, found)).isNotNegative();
        }
    }

    @Test
    void fiveWordsHaveANumberOfTheirOwn() {
        List<String> words = drawn(3, 2_000, 40);
        long[] grams = WordGrams.of(words);
        assertThat(grams).hasSize(1_996);
        for (int i = 0; i < grams.length; i += 7) {
            for (int j = 0; j < grams.length; j++) {
                assertThat(grams[i] == grams[j])
                        .isEqualTo(words.subList(i, i + 5).equals(words.subList(j, j + 5)));
            }
        }
        assertThat(WordGrams.of(List.of("a", "b", "c", "d"))).isEmpty();
    }

    @Test
    void aLongTextIsCutSoThatFiveHundredWordsStandWholeInOneStretch() {
        List<String> words = drawn(5, 3_210, 100_000);
        List<Passages.Indexed> passages = Passages.of(String.join(" ", words));
        for (int from = 0; from + 500 <= words.size(); from += 37) {
            String stretch = String.join(" ", words.subList(from, from + 500));
            assertThat(passages).anyMatch(passage -> passage.text().contains(stretch));
        }
        assertThat(passages)
                .allMatch(passage -> FoldedText.of(passage.text()).words().size() <= 1000);
        assertThat(Passages.of("only four words here")).isEmpty();
        assertThat(Passages.of("these are just five words")).hasSize(1);
    }

    /** They end. */
    @Test
    void hostileTextsOfSixtyThousandCharacters() {
        for (String unit : List.of("a", "a ", "a b ", "\u6f22", "\u0301", "'", "\u200b", "\ufdfa", "a b a c a d ")) {
            String text = unit.repeat(60_000 / unit.length());
            CopiedText copied = CopiedText.of(text, List.of(new Passage("same", text), new Passage("poem", POEM)));
            int words = FoldedText.of(text).words().size();
            assertThat(copied.words()).isEqualTo(words >= WordGrams.WORDS ? words : 0);
        }
    }

    private static int slow(List<String> a, List<String> b) {
        int best = 0;
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < b.size(); j++) {
                int k = 0;
                while (i + k < a.size() && j + k < b.size() && a.get(i + k).equals(b.get(j + k))) {
                    k++;
                }
                best = Math.max(best, k);
            }
        }
        return best;
    }

    /** @param different words that can be drawn */
    private static List<String> drawn(int seed, int words, int different) {
        return IntStream.range(0, words)
                .mapToObj(i -> "w" + (int) (Uniform.at(seed, i) * different))
                .toList();
    }
}
