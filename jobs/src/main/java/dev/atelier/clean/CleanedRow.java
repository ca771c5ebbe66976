package dev.atelier.clean;

import dev.atelier.domain.Item;
import dev.atelier.domain.Require;
import dev.atelier.rows.Effect;
import dev.atelier.stage.Nouns;
import java.util.List;
import java.util.Objects;

/**
 * A row after the rules and before the comparison with other rows.
 *
 * @param rejection null unless a rule refused the row
 * @param item null if a rule refused the row
 * @param buckets in which it meets rows that may be near duplicates; none without an item
 * @param effects what the rules did with it, with texts if the configuration asks for a trace
 */
public record CleanedRow(Rank rank, Rejection rejection, Item item, List<Long> buckets, List<Effect> effects) {
    static final String RANK = "rank";
    static final String SOURCE = RANK + ".source";
    static final String SOURCE_ROW = RANK + ".source_row";
    static final String ROW_ID = RANK + "." + Nouns.ROW_ID;
    static final String REJECTION = "rejection";
    static final String BUCKETS = "buckets";
    static final String EFFECTS = "effects";
    static final String ITEM = "item";
    static final String ITEM_ID = ITEM + "." + Nouns.ITEM_ID;

    public CleanedRow {
        Objects.requireNonNull(rank, "rank of cleaned row");
        buckets = Require.list(buckets);
        effects = Require.list(effects);
    }
}
