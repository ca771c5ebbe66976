package dev.atelier.stage;

/**
 * A row that could not be processed: a row of table {@code quarantine}.
 *
 * @param reason machine-readable word
 * @param payload the row as it came in, as JSON, so that it can be replayed
 */
public record Quarantined(String rowId, String reason, String message, String payload) {}
