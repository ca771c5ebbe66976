package dev.atelier.select;

import dev.atelier.domain.Require;
import java.io.Serializable;

/** How much one measure counts in the ranking: a candidate's score is the sum of weight x value. */
public record Weight(String measure, Double weight) implements Serializable {
    public Weight {
        Threshold.known(measure);
        Require.that(
                weight != null && Double.isFinite(weight),
                "weight of " + measure,
                weight,
                "must be a number; negative where less is better");
    }
}
