package dev.atelier.domain;

/**
 * A measure held against its threshold.
 *
 * @param value null if it could not be measured
 * @param min lowest value that passes; null for no lower bound
 * @param max highest value that passes; null for no upper bound
 * @param passed whether the value lies within; true where there is no bound
 * @param detail what the number stands for, or why there is none; null for nothing to add
 */
public record ScoredMeasure(String name, Double value, Double min, Double max, boolean passed, String detail) {}
