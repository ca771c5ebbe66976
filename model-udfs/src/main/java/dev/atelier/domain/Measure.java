package dev.atelier.domain;

/** One number that a scorer found, such as {@code clip_score = 0.31}. */
public record Measure(String name, double value) {
    public Measure {
        Require.text(name, "measure name");
    }
}
