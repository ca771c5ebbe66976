package dev.atelier.clean;

/**
 * Why a rule refused a row.
 *
 * @param reason machine-readable word
 * @param because what is wrong, with the way out: the end of a sentence
 */
public record Rejection(String reason, String because) {}
