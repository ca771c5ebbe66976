package dev.atelier.clean;

import dev.atelier.domain.Item;
import dev.atelier.domain.RawItem;
import dev.atelier.domain.Require;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which of two rows that say the same stays: the lower one, component by component. More complete, then longer, then earlier
 * in the sources.
 *
 * @param incompleteness minus how many of description, category, brand, price, sku and attributes it has
 * @param shortness minus the characters of its description
 */
public record Rank(int incompleteness, int shortness, String source, long sourceRow, String rowId) {
    public Rank {
        Require.text(rowId, "rowId");
    }

    /** @param item null if a rule refused the row */
    static Rank of(RawItem raw, Item item) {
        return new Rank(
                item == null ? 0 : -completeness(item),
                item == null || item.description() == null
                        ? 0
                        : -item.description().length(),
                raw.source(),
                raw.sourceRow(),
                raw.rowId());
    }

    private static int completeness(Item item) {
        return (int) Stream.of(item.description(), item.category(), item.brand(), item.price(), item.sku())
                        .filter(Objects::nonNull)
                        .count()
                + item.attributes().size();
    }
}
