package dev.atelier.select;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Require;
import java.io.Serializable;

/**
 * A random sample for people, flagged {@code audit_sample}: how often the policy errs. It depends on the artifact's id alone, so
 * that it is the same on every run and a greater share holds the smaller one.
 *
 * @param selected share of the selected, 0 to 1; default 0
 * @param rejected share of the rejected, 0 to 1; default 0
 */
public record Audit(Double selected, Double rejected) implements Serializable {
    static final String FLAG = "audit_sample";

    /** Seeds are whole numbers below this. */
    private static final double SEEDS = 4_294_967_296.0;

    public Audit {
        selected = share("audit.selected", selected);
        rejected = share("audit.rejected", rejected);
    }

    private static Double share(String name, Double share) {
        double value = share == null ? 0 : share;
        Require.that(value >= 0 && value <= 1, name, share, "must be a share, 0 to 1");
        return value;
    }

    boolean takes(String artifactId, boolean isSelected) {
        double place = IdWriter.of("audit/1").text("artifact", artifactId).seed() / SEEDS;
        return place < (isSelected ? selected : rejected);
    }
}
