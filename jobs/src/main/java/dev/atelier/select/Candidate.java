package dev.atelier.select;

import dev.atelier.domain.Measure;
import java.util.List;

/**
 * What the policy sees of one artifact.
 *
 * @param number 0-based candidate number
 * @param hash perceptual hash; null for text
 */
record Candidate(String artifactId, int number, List<Measure> measures, Long hash) {}
