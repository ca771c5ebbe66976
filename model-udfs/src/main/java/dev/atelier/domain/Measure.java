package dev.atelier.domain;

/**
 * One number about an artifact, such as {@code clip_score = 1.31}.
 *
 * @param value null if it could not be measured; then {@code detail} says why
 * @param scorer word and version of the scorer that found it, such as {@code relevance/1}; null for what the selection
 *     finds by comparing candidates
 * @param detail what the number stands for, for people, such as the words that were found; null for nothing to add
 */
public record Measure(String name, Double value, String scorer, String detail) {
    public Measure {
        Require.text(name, "measure name");
        Require.that(value != null || detail != null, "measure " + name, null, "one without a value must say why");
    }

    public Measure(String name, double value) {
        this(name, value, null, null);
    }

    public Measure(String name, double value, String detail) {
        this(name, value, null, detail);
    }

    /** One that could not be taken. */
    public static Measure notTaken(String name, String why) {
        return new Measure(name, null, null, why);
    }

    public Measure by(String scorer) {
        return new Measure(name, value, scorer, detail);
    }
}
