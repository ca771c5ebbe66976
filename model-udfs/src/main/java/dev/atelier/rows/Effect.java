package dev.atelier.rows;

import dev.atelier.domain.Require;
import java.util.Objects;

/**
 * What a rule did with a row. Without a trace one for each rule and kind, without texts.
 *
 * @param rule word for it, such as {@code html_to_text}
 * @param field the text that it changed, such as {@code description} or {@code attributes.colour}; null where it changed none
 * @param before an excerpt around what it changed; of what belongs to a person, or is secret, the place alone
 * @param after the same place behind the rule, null where the text went; of a flag or a rejection its word
 */
public record Effect(String rule, Kind kind, String field, String before, String after) {
    /** What a rule can do. */
    public enum Kind {
        CHANGED,
        FLAGGED,
        REJECTED
    }

    public Effect {
        Require.text(rule, "rule of effect");
        Objects.requireNonNull(kind, "kind of effect");
    }

    /** Nothing but that the rule did it. */
    public static Effect of(String rule, Kind kind) {
        return new Effect(rule, kind, null, null, null);
    }
}
