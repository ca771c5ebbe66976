package dev.atelier.select;

import dev.atelier.domain.Measure;
import java.util.List;
import java.util.Optional;

/**
 * What the policy sees of one artifact.
 *
 * @param number 0-based candidate number
 * @param hash perceptual hash; null for text
 */
record Candidate(String artifactId, int number, List<Measure> measures, Long hash) {
    Optional<Measure> measure(String word) {
        return measures.stream().filter(m -> m.name().equals(word)).findFirst();
    }
}
