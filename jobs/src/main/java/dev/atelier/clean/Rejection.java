package dev.atelier.clean;

/**
 * Why a rule refused a row.
 *
 * @param reason machine-readable word
 * @param message one line for a person, with the way out
 */
public record Rejection(String reason, String message) {}
