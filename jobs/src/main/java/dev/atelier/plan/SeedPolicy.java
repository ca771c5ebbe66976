package dev.atelier.plan;

/** Where seeds come from: each item, field and candidate its own, or one for all. */
public enum SeedPolicy {
    CONTENT,
    FIXED
}
