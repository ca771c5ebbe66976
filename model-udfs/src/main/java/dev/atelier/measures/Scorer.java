package dev.atelier.measures;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Require;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Measures artifacts of one modality: numbers only, never a verdict. One file for each scorer; one instance for each task. */
interface Scorer {
    Modality modality();

    /** The words for what it measures, as they stand in table {@code scores} and in a configuration's thresholds. */
    Set<String> measures();

    /**
     * Gets the model it needs, so that one which cannot be had stops the task and counts as no row's fault.
     *
     * @return whether there is one
     */
    default boolean prepare() {
        return false;
    }

    /** One answer for each row, in order. An answer never depends on the other rows. */
    List<Answer<Found>> score(List<Subject> rows);

    /**
     * What was found about one artifact.
     *
     * @param flags what a person should look at, such as {@code blocked: cure}
     */
    record Found(List<Measure> measures, List<String> flags) {
        public Found {
            measures = List.copyOf(measures);
            flags = List.copyOf(flags);
        }

        static Found of(Measure... measures) {
            return new Found(List.of(measures), List.of());
        }
    }

    /** A scorer that looks at one text at a time. */
    interface OfText extends Scorer {
        Found score(String text, Subject row);

        @Override
        default Modality modality() {
            return Modality.TEXT;
        }

        @Override
        default List<Answer<Found>> score(List<Subject> rows) {
            return rows.stream()
                    .map(row -> Answer.done(score(row.text().text(), row)))
                    .toList();
        }
    }

    /** The words of scorers, each known once. */
    static Set<String> words(List<Scorer> scorers) {
        Set<String> words = new LinkedHashSet<>();
        for (Scorer scorer : scorers) {
            for (String word : scorer.measures()) {
                Require.that(words.add(word), "measure", word, "two scorers cannot have the same word");
            }
        }
        return words;
    }
}
