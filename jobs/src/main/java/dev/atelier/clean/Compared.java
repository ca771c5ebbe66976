package dev.atelier.clean;

import dev.atelier.domain.Inline;
import dev.atelier.domain.Item;
import dev.atelier.rows.Outcome;
import java.util.List;
import java.util.Locale;

/**
 * A row after the comparison with the others.
 *
 * @param sameAs id of the first row with its content, which may be its own
 * @param likeness null unless the row is a near duplicate
 */
public record Compared(@Inline CleanedRow row, String sameAs, NearDuplicates.Likeness likeness) {
    static final String SAME_AS = "same_as";

    Outcome<Item> outcome() {
        String rowId = row.rowId();
        if (row.rejection() != null) {
            return rejected(row.rejection().reason(), row.rejection().message(rowId));
        } else if (!sameAs.equals(rowId)) {
            String message = "Row " + rowId + " rejected: same content as row " + sameAs + ", which comes first";
            return rejected("exact_duplicate", message);
        } else if (likeness != null) {
            String message = String.format(
                    Locale.ROOT,
                    "Row %s rejected: similarity %.2f to row %s, which ranks higher (completeness, length, position;"
                            + " clean.nearDuplicates.threshold sets the limit)",
                    rowId,
                    likeness.similarity(),
                    likeness.winner().rowId());
            return rejected("near_duplicate", message);
        }
        return row.reused() ? Outcome.reused(rowId, row.item()) : Outcome.kept(rowId, row.item());
    }

    private Outcome<Item> rejected(String reason, String message) {
        return Outcome.rejected(row.rowId(), List.of(reason), message, row.payload(), row.item());
    }
}
