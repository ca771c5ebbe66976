package dev.atelier.clean;

import dev.atelier.domain.Item;
import dev.atelier.domain.Require;
import java.util.List;
import java.util.Objects;

/**
 * A row after the rules and before the comparison with other rows.
 *
 * @param rejection null unless a rule refused the row
 * @param payload the raw row as JSON
 * @param item null if a rule refused the row
 * @param shingles sorted hashes of its word shingles
 * @param identity what tells its product from others; null without an item
 */
public record CleanedRow(
        Rank rank, Rejection rejection, String payload, Item item, List<Long> shingles, Identity identity) {
    public CleanedRow {
        Objects.requireNonNull(rank, "rank of cleaned row");
        shingles = Require.list(shingles);
    }

    String rowId() {
        return rank.rowId();
    }
}
