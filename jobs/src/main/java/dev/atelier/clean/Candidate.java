package dev.atelier.clean;

import dev.atelier.domain.Item;
import dev.atelier.domain.Require;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A row after the rules and before the comparison with other rows.
 *
 * @param item null if a rule refused the row; then reason and message are set
 * @param payload the raw row as JSON
 * @param completeness how many of description, category, brand, price and attributes it has: more ranks higher
 * @param shingles sorted hashes of its word shingles
 * @param identity what tells its product from others; null without an item
 */
public record Candidate(
        String rowId,
        String source,
        long sourceRow,
        String reason,
        String message,
        String payload,
        Item item,
        int completeness,
        int descriptionChars,
        List<Long> shingles,
        Identity identity) {
    public Candidate {
        Require.text(rowId, "rowId of candidate");
        shingles = Require.list(shingles);
    }

    static int completeness(Item item) {
        return (int) Stream.of(item.description(), item.category(), item.brand(), item.price(), item.sku())
                        .filter(Objects::nonNull)
                        .count()
                + item.attributes().size();
    }
}
