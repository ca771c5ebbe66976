package dev.atelier.stage;

import dev.atelier.domain.Inline;
import dev.atelier.domain.ReviewItem;
import java.util.List;

/**
 * A row that a rule said no to: a row of table {@code rejected_items}.
 *
 * @param payload the row as it came in, as JSON
 * @param candidate what a person may still look at; null where there was no candidate yet
 */
public record Rejected(
        String rowId,
        List<String> reasons,
        String message,
        String payload,
        @Inline(mayBeNull = true) ReviewItem candidate) {}
