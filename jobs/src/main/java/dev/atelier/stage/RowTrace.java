package dev.atelier.stage;

import dev.atelier.domain.Require;
import dev.atelier.rows.Effect;
import java.util.List;

/**
 * What the rules of a stage did with a row, in their order: a row of table {@code trace}, which a run writes that is told to.
 *
 * @param rowId of the row that came in
 */
public record RowTrace(String rowId, List<Effect> effects) {
    public RowTrace {
        effects = Require.list(effects);
    }
}
