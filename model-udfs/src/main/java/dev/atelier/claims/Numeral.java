package dev.atelier.claims;

/**
 * A number as a text writes it.
 *
 * @param half half of its last digit's place: 0.5 for {@code 12}, 0.05 for {@code 12.5}
 * @param worded whether it is written in words
 * @param end behind its last token
 */
record Numeral(double value, double half, boolean worded, int end) {}
