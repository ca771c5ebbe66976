package dev.atelier.domain;

/** What the thresholds and the ranking say about a candidate. */
public enum Verdict {
    SELECTED,
    REJECTED
}
