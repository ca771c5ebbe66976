package dev.atelier.clean;

import dev.atelier.domain.Item;
import dev.atelier.domain.RawItem;
import dev.atelier.domain.Require;
import dev.atelier.stage.Nouns;
import java.util.List;
import java.util.Objects;

/**
 * A row after the rules and before the comparison with other rows.
 *
 * @param contentId that of {@link ToClean}
 * @param reused whether an earlier run had cleaned a row of the same content
 * @param rejection null unless a rule refused the row
 * @param payload the raw row as JSON
 * @param item null if a rule refused the row
 * @param shingles sorted hashes of its word shingles
 * @param buckets in which it meets rows that may be near duplicates; none without an item
 * @param identity what tells its product from others; null without an item
 */
public record CleanedRow(
        String contentId,
        boolean reused,
        Rank rank,
        Rejection rejection,
        String payload,
        Item item,
        List<Long> shingles,
        List<Long> buckets,
        Identity identity) {
    static final String CONTENT_ID = "content_id";
    static final String RANK = "rank";
    static final String SOURCE = RANK + ".source";
    static final String SOURCE_ROW = RANK + ".source_row";
    static final String ROW_ID = RANK + "." + Nouns.ROW_ID;
    static final String SHINGLES = "shingles";
    static final String BUCKETS = "buckets";
    static final String IDENTITY = "identity";
    static final String ITEM = "item";
    static final String ITEM_ID = ITEM + "." + Nouns.ITEM_ID;

    public CleanedRow {
        Objects.requireNonNull(rank, "rank of cleaned row");
        shingles = Require.list(shingles);
        buckets = Require.list(buckets);
    }

    /** The same for another row that says the same. */
    CleanedRow at(RawItem raw, String rowAsJson, List<String> distinguishing) {
        Item there = item == null ? null : item.at(raw.rowId());
        return new CleanedRow(
                contentId,
                true,
                Rank.of(raw, there),
                rejection,
                rowAsJson,
                there,
                shingles,
                buckets,
                there == null ? null : Identity.of(there, raw.source(), distinguishing));
    }

    String rowId() {
        return rank.rowId();
    }
}
