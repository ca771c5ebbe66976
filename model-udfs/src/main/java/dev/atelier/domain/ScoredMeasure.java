package dev.atelier.domain;

/**
 * A measure held against its threshold.
 *
 * @param min lowest value that passes; null for no lower bound
 * @param max highest value that passes; null for no upper bound
 * @param passed whether the value lies within
 */
public record ScoredMeasure(String name, double value, Double min, Double max, boolean passed) {}
