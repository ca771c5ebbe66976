package dev.atelier.rows;

import dev.atelier.domain.Require;
import java.util.List;

/**
 * What became of one row in one stage. Nothing vanishes: a stage gives one outcome for each row it was given.
 *
 * @param rowId id of the row that came in
 * @param status kept, rejected (a rule said no) or failed (it could not be processed)
 * @param reused kept without work, because an earlier run had made it
 * @param reasons machine-readable words, such as {@code near_duplicate}; at least one unless kept
 * @param message one line for a person, with the way out; null when kept
 * @param payload the row as it came in, as JSON, so that it can be replayed; null when kept
 * @param value the next table's row; null unless kept (a rejected candidate keeps it)
 */
public record Outcome<T extends Record>(
        String rowId, Status status, boolean reused, List<String> reasons, String message, String payload, T value) {
    /** The three fates of a row. */
    public enum Status {
        KEPT,
        REJECTED,
        FAILED
    }

    public Outcome {
        Require.text(rowId, "rowId of outcome");
        reasons = Require.list(reasons);
        Require.that(
                (status == Status.KEPT) == reasons.isEmpty(),
                "outcome of row " + rowId,
                status + " " + reasons,
                "a kept row has no reasons, any other has at least one");
    }

    public static <T extends Record> Outcome<T> kept(String rowId, T value) {
        return new Outcome<>(rowId, Status.KEPT, false, List.of(), null, null, value);
    }

    public static <T extends Record> Outcome<T> reused(String rowId, T value) {
        return new Outcome<>(rowId, Status.KEPT, true, List.of(), null, null, value);
    }

    public static <T extends Record> Outcome<T> rejected(
            String rowId, List<String> reasons, String message, String payload, T value) {
        return new Outcome<>(rowId, Status.REJECTED, false, reasons, message, payload, value);
    }

    public static <T extends Record> Outcome<T> failed(String rowId, String reason, String message, String payload) {
        return new Outcome<>(rowId, Status.FAILED, false, List.of(reason), message, payload, null);
    }
}
