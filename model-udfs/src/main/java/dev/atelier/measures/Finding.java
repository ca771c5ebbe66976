package dev.atelier.measures;

/**
 * What a scorer found, under the id of everything that decided it ({@link Scorer#findingId}).
 *
 * @param id sha256 (hex)
 */
record Finding(String id, Found found) {}
