package dev.atelier.select;

import dev.atelier.domain.Require;
import dev.atelier.stage.Nearest;
import dev.atelier.udf.Measures;
import java.io.Serializable;

/**
 * Bounds of one measure, both inclusive.
 *
 * @param measure a word of {@link Measures}
 * @param min lowest value that passes; default none
 * @param max highest value that passes; default none
 * @param action {@code reject} (default) or {@code flag}: the candidate stays, a person is told
 */
public record Threshold(String measure, Double min, Double max, String action) implements Serializable {
    public Threshold {
        known(measure);
        Require.that(min != null || max != null, "threshold of " + measure, null, "give min, max or both");
        Require.that(
                min == null || max == null || min <= max, "min of " + measure, min, "must not be above max " + max);
        action = action == null ? "reject" : action;
        Require.that(action.matches("reject|flag"), "action of " + measure, action, "must be reject or flag");
    }

    boolean passes(double value) {
        // a value that is no number passes nothing
        return (min == null || value >= min) && (max == null || value <= max) && !Double.isNaN(value);
    }

    boolean rejects() {
        return action.equals("reject");
    }

    static String known(String measure) {
        Require.that(
                Measures.ALL.contains(measure),
                "measure",
                measure,
                "did you mean " + Nearest.of(String.valueOf(measure), Measures.ALL) + "? known: "
                        + String.join(", ", Measures.ALL));
        return measure;
    }
}
