package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.text.Repeats;
import dev.atelier.text.TextMetrics;
import java.util.Set;

/**
 * Whether a text says new things: {@code repetition}, {@code distinct_2}, {@code loop}, {@code stutter} (see {@link TextMetrics}),
 * {@code said_again} (parts of a list that it had named before, see {@link Repeats}).
 */
final class Diversity implements Scorer.OfText {
    /** A run of three words said twice is a slip; of two, it is English. */
    private static final int REPETITION_WORDS = 3;

    @Override
    public String version() {
        return "diversity/2";
    }

    @Override
    public Set<String> measures() {
        return Set.of("repetition", "distinct_2", "loop", "stutter", "said_again");
    }

    @Override
    public Found score(String text, Subject row) {
        return Found.of(
                new Measure("repetition", TextMetrics.repetition(text, REPETITION_WORDS)),
                new Measure("distinct_2", TextMetrics.distinct(text, 2)),
                new Measure("loop", TextMetrics.loop(text)),
                Found.count("stutter", TextMetrics.stutters(text)),
                Found.count("said_again", Repeats.in(text)));
    }
}
