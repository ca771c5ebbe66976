package dev.atelier.measures;

import dev.atelier.domain.Answer;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Require;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Measures artifacts of one modality: numbers only, never a verdict. One file for each scorer; one instance for each task. */
interface Scorer {
    Modality modality();

    /**
     * Its word and version, such as {@code relevance/1}: stands beside every value it finds, and in the id of what is kept.
     * The version is another as soon as a value can be another for the same row.
     */
    String version();

    /** The words for what it measures, as they stand in table {@code scores} and in a configuration's thresholds. */
    Set<String> measures();

    /** The key of section {@code score} without which it finds nothing, if it was made without; else empty. */
    default Optional<String> lacks() {
        return Optional.empty();
    }

    /** Whether it needs a model. */
    default boolean usesModel() {
        return false;
    }

    /** Gets the model it needs, so that one which cannot be had stops the task and counts as no row's fault. */
    default void prepare() {}

    /**
     * The id of what it finds in a row: of its version, its model and everything that it reads. Under that id the finding
     * is kept and found again. Empty for a scorer that looks each time, because that is cheaper than to remember.
     */
    default Optional<String> findingId(Subject row) {
        return Optional.empty();
    }

    /** One answer for each row, in order. An answer never depends on the other rows. */
    List<Answer<Found>> score(List<Subject> rows);

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

    /** A scorer that looks at one picture at a time, and at nothing else. What it finds is kept. */
    interface OfPicture extends Scorer {
        Found found(Pixels picture);

        @Override
        default Modality modality() {
            return Modality.IMAGE;
        }

        @Override
        default Optional<String> findingId(Subject row) {
            return Optional.of(IdWriter.of(version())
                    .text("picture", row.artifact().made().contentSha256())
                    .id());
        }

        @Override
        default List<Answer<Found>> score(List<Subject> rows) {
            return rows.stream()
                    .map(row -> Answer.done(row).then(one -> found(one.pixels())))
                    .toList();
        }
    }

    /** A scorer that compares meanings, a text at a time, by the sentence embeddings of its task. */
    interface OfMeaning extends Scorer {
        Sense sense();

        Found found(Subject row);

        @Override
        default Modality modality() {
            return Modality.TEXT;
        }

        @Override
        default Optional<String> lacks() {
            return sense().isThere() ? Optional.empty() : Optional.of("score.sentences");
        }

        @Override
        default boolean usesModel() {
            return sense().isThere();
        }

        @Override
        default void prepare() {
            sense().prepare();
        }

        @Override
        default List<Answer<Found>> score(List<Subject> rows) {
            return rows.stream()
                    .map(row -> sense().isThere() ? Answer.done(row).then(this::found) : Answer.done(Found.of()))
                    .toList();
        }
    }

    /** The words of scorers, each known once for a modality. */
    static Set<String> words(List<Scorer> scorers) {
        Set<String> words = new LinkedHashSet<>();
        Set<String> ofModality = new HashSet<>();
        for (Scorer scorer : scorers) {
            for (String word : scorer.measures()) {
                Require.that(
                        ofModality.add(scorer.modality() + " " + word),
                        "measure",
                        word,
                        "two scorers cannot have the same word");
                words.add(word);
            }
        }
        return words;
    }
}
