package dev.atelier.claims;

import dev.atelier.domain.Require;

/**
 * One thing that a text states of an item.
 *
 * @param text as written
 * @param begin where it begins in the text, in characters
 * @param end behind its last character
 * @param value what it is compared by, such as {@code cast iron}, {@code not dishwasher safe} or {@code 30 x 40 cm}
 * @param attribute where the item says so or says otherwise: an attribute's name, or {@code name}, {@code description},
 *     {@code brand}, {@code price}; empty for an unsupported claim
 * @param said what the item says there; empty for an unsupported claim
 */
public record Claim(
        Kind kind, String text, int begin, int end, String value, Support support, String attribute, String said) {
    public Claim {
        Require.text(text, "text of claim");
        Require.text(value, "value of claim");
        Require.that(end - begin == text.length(), "end of claim", end, "must be begin plus the length of its text");
        Require.that(
                support == Support.UNSUPPORTED == attribute.isEmpty(),
                "attribute of claim " + text,
                attribute,
                "must be there unless the claim is unsupported");
    }

    /** Whether a person has to look at it. */
    public boolean doubtful() {
        return support != Support.BOUND;
    }

    /** In words: {@code contradicts material: steel (item says cast iron)}, {@code unsupported: 12 in (number)}. */
    public String sentence() {
        return switch (support) {
            case BOUND -> kind.word() + ": " + text + " (" + attribute + ")";
            case UNSUPPORTED -> "unsupported: " + text + " (" + kind.word() + ")";
            case CONTRADICTED -> "contradicts " + attribute + ": " + text + " (item says " + said + ")";
        };
    }
}
