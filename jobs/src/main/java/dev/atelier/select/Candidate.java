package dev.atelier.select;

import dev.atelier.artifacts.Pictures;
import dev.atelier.domain.Direction;
import dev.atelier.domain.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the policy sees of one artifact.
 *
 * @param number 0-based candidate number
 * @param hash perceptual hash; null for text
 * @param text null for a picture
 * @param direction of its embedding; null where no model gave one
 */
record Candidate(String artifactId, int number, List<Measure> measures, Long hash, String text, byte[] direction) {
    Candidate(String artifactId, int number, List<Measure> measures, Long hash) {
        this(artifactId, number, measures, hash, null, null);
    }

    Optional<Measure> measure(String word) {
        return measures.stream().filter(m -> m.name().equals(word)).findFirst();
    }

    /** Null if it was not measured. */
    Double value(String word) {
        return measure(word).map(Measure::value).orElse(null);
    }

    Candidate with(List<Measure> more) {
        List<Measure> all = new ArrayList<>(measures);
        all.addAll(more);
        return new Candidate(artifactId, number, all, hash, text, direction);
    }

    /** Bits by which the perceptual hashes of two pictures differ; empty for texts. */
    OptionalInt bitsFrom(Candidate other) {
        return hash == null || other.hash == null
                ? OptionalInt.empty()
                : OptionalInt.of(Pictures.distance(hash, other.hash));
    }

    /** Cosine of the embeddings; empty where one has none. */
    OptionalDouble likeness(Candidate other) {
        return direction == null || other.direction == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Direction.cosine(direction, other.direction));
    }
}
