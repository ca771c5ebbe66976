package dev.atelier.claims;

/** How a claim stands to what the item says. */
public enum Support {
    /** The item says so. */
    BOUND,
    /** The item does not say so, and nothing else in its place. */
    UNSUPPORTED,
    /** The item says something else. */
    CONTRADICTED
}
