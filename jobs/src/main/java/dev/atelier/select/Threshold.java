package dev.atelier.select;

import dev.atelier.domain.Require;
import dev.atelier.measures.Rubric;
import dev.atelier.measures.Scorers;
import dev.atelier.stage.Nearest;
import java.io.Serializable;
import java.util.List;

/**
 * Bounds of one measure, both inclusive.
 *
 * @param measure a word that a scorer says; see {@link Scorers#measures()}
 * @param min lowest value that passes; default none
 * @param max highest value that passes; default none
 * @param action {@code reject} (default) or {@code flag}: the candidate stays, a person is told
 */
public record Threshold(String measure, Double min, Double max, Action action) implements Serializable {
    private static final List<String> KNOWN = Scorers.measures();

    /** What a value outside does. */
    public enum Action {
        REJECT,
        FLAG
    }

    public Threshold {
        known(measure);
        Require.that(min != null || max != null, "threshold of " + measure, null, "give min, max or both");
        Require.that(
                min == null || max == null || min <= max, "min of " + measure, min, "must not be above max " + max);
        action = action == null ? Action.REJECT : action;
    }

    /** @param value null if it was not measured: that passes nothing, nor does what is no number */
    boolean passes(Double value) {
        return value != null && (min == null || value >= min) && (max == null || value <= max) && !Double.isNaN(value);
    }

    boolean rejects() {
        return action == Action.REJECT;
    }

    static String known(String measure) {
        Require.that(
                KNOWN.contains(measure) || (measure != null && measure.startsWith(Rubric.PREFIX)),
                "measure",
                measure,
                "did you mean " + Nearest.of(String.valueOf(measure), KNOWN) + "? known: " + String.join(", ", KNOWN));
        return measure;
    }
}
