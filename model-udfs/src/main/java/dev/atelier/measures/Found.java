package dev.atelier.measures;

import dev.atelier.domain.Measure;
import java.util.List;

/**
 * What a scorer found in one artifact.
 *
 * @param flags what a person should look at, such as {@code blocked: cure}
 * @param direction of its embedding ({@link dev.atelier.domain.Direction}); null if the scorer makes none
 */
record Found(List<Measure> measures, List<String> flags, byte[] direction) {
    private static final int MOST_TOLD = 20;

    Found {
        measures = List.copyOf(measures);
        flags = List.copyOf(flags);
    }

    static Found of(Measure... measures) {
        return new Found(List.of(measures), List.of(), null);
    }

    static Found of(List<Measure> measures, List<String> flags) {
        return new Found(measures, flags, null);
    }

    Found with(byte[] direction) {
        return new Found(measures, flags, direction);
    }

    /** How many there are, with the first of them as the detail. */
    static Measure count(String word, List<String> things) {
        String told = String.join("; ", things.subList(0, Math.min(MOST_TOLD, things.size())));
        return new Measure(word, things.size(), things.isEmpty() ? null : told);
    }
}
