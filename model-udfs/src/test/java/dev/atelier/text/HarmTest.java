package dev.atelier.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HarmTest {
    /** What the lists say of sentences that were marked by hand. */
    private record Agreement(int harmful, int found, int called, List<String> wrong) {
        static Agreement on(String file) {
            int harmful = 0;
            int found = 0;
            int called = 0;
            List<String> wrong = new ArrayList<>();
            for (String line : WordFile.lines(HarmTest.class, file)) {
                String kind = line.substring(0, line.indexOf('\t'));
                List<String> kinds = Harm.in(line.substring(line.indexOf('\t') + 1)).stream()
                        .map(Harm.Hit::kind)
                        .toList();
                boolean right = kind.equals("-") ? kinds.isEmpty() : kinds.contains(kind);
                harmful += kind.equals("-") ? 0 : 1;
                found += !kind.equals("-") && right ? 1 : 0;
                called += kinds.isEmpty() ? 0 : 1;
                if (!right) {
                    wrong.add(kinds + " " + line);
                }
            }
            return new Agreement(harmful, found, called, wrong);
        }

        double recall() {
            return (double) found / harmful;
        }

        double precision() {
            return (double) found / called;
        }
    }

    @Test
    void onTheSentencesThatTheListsWereMadeWithTheyAreRight() {
        Agreement agreement = Agreement.on("harm-first.tsv");
        assertThat(agreement.harmful()).isGreaterThan(30);
        assertThat(agreement.wrong()).isEmpty();
    }

    /** Before tuning on it the first file gave recall 0.67 and precision 0.78; the second was seen by no list. */
    @Test
    void onLaterSentencesTheyMissSomeAndAreSeldomWrong() {
        Agreement later = Agreement.on("harm-later.tsv");
        assertThat(later.recall()).as("%s", later.wrong()).isGreaterThanOrEqualTo(0.9);
        assertThat(later.precision()).as("%s", later.wrong()).isEqualTo(1);
        Agreement last = Agreement.on("harm-last.tsv");
        assertThat(last.harmful()).isGreaterThan(20);
        assertThat(last.recall()).as("%s", last.wrong()).isGreaterThanOrEqualTo(0.86);
        assertThat(last.precision()).as("%s", last.wrong()).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Use it to k1ll people|kill",
                "Use it to k\u0456ll people|kill",
                "Use it to k.i.l.l people|kill",
                "Use it to kiiiill people|kill",
                "You can KILL your n\u00e9ighbours|kill",
            })
    void aDisguiseHidesNothing(String text, String words) {
        assertThat(Harm.in(text)).containsExactly(new Harm.Hit("violence", words));
    }

    @Test
    void whatStandsInAnotherSentenceDecidesNothing() {
        assertThat(Harm.in("It kills germs. For all people.")).isEmpty();
        assertThat(Harm.in("It kills people. And germs.")).hasSize(1);
        assertThat(Harm.in("It kills. People like it.")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill ", "kill you ", "suicide ", "a.", "k i l l ", "hate jews ", "\u0301", "- "})
    void itIsLinear(String piece) {
        String text = piece.repeat(60_000 / piece.length());
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                java.time.Duration.ofSeconds(20), () -> Harm.in(text));
    }
}
