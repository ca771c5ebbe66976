package dev.atelier.worker;

import dev.atelier.domain.RowFailure;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A row that was inside a model when a process died, or when no answer came. It goes in alone; when that happens then too,
 * the row is found.
 *
 * @param aloneAt marks that earlier runs left of it when it was alone
 * @param proof why it fails without another try; null for none
 */
record Suspect(List<String> aloneAt, String proof) implements Serializable {
    /** Whoever kills a driver leaves marks too, and a row must not pay for being there: so often it has to be alone. */
    static final int DEATHS = 3;

    private static final String DIED = "executor_died";
    private static final String HUNG = "hung";

    /**
     * Adds what a mark says about its rows.
     *
     * @param dead whether it is certain that its process died, and was not ended by somebody
     */
    static void note(Map<String, Suspect> suspects, Mark mark, boolean dead) {
        String proof = !mark.alone() ? null : mark.hung() ? HUNG : dead ? DIED : null;
        Suspect suspect = new Suspect(mark.alone() ? List.of(mark.path()) : List.of(), proof);
        mark.ids().forEach(id -> suspects.merge(id, suspect, Suspect::and));
    }

    private Suspect and(Suspect other) {
        List<String> both = new ArrayList<>(aloneAt);
        both.addAll(other.aloneAt);
        return new Suspect(both, proof == null ? other.proof : proof);
    }

    /** The failure of a row that is found; null for any other. */
    RowFailure verdict(String id) {
        if (proof == null && aloneAt.size() < DEATHS) {
            return null;
        }
        String row = " only this row in the model (row " + id + "; ";
        return HUNG.equals(proof)
                ? new RowFailure(
                        HUNG,
                        "There was no answer in time with" + row
                                + "if the model is only slow, raise execution.hangSeconds; then replay)")
                : new RowFailure(DIED, "The process died with" + row + "look at the logs of executors, then replay)");
    }
}
