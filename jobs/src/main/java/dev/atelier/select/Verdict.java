package dev.atelier.select;

import dev.atelier.domain.ScoredMeasure;
import java.util.List;

/**
 * What became of one candidate.
 *
 * @param rank 1-based place among the candidates of its item and field
 * @param reasons each begins with a machine-readable word; empty for selected
 * @param flags each begins with a machine-readable word
 */
record Verdict(int rank, double score, List<String> reasons, List<String> flags, List<ScoredMeasure> measures) {
    boolean selected() {
        return reasons.isEmpty();
    }
}
