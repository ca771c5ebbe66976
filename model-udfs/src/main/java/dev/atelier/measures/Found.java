package dev.atelier.measures;

import dev.atelier.domain.Measure;
import java.util.List;

/**
 * What a scorer found in one artifact.
 *
 * @param flags what a person should look at, such as {@code blocked: cure}
 */
record Found(List<Measure> measures, List<String> flags) {
    Found {
        measures = List.copyOf(measures);
        flags = List.copyOf(flags);
    }

    static Found of(Measure... measures) {
        return new Found(List.of(measures), List.of());
    }
}
