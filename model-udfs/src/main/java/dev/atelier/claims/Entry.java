package dev.atelier.claims;

/**
 * A row of a list of words.
 *
 * @param value what all its words mean
 * @param adjective whether the word names what comes from a place, and not the place
 */
record Entry(Topic topic, String value, boolean adjective) {}
