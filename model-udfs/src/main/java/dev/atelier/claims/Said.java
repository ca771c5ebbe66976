package dev.atelier.claims;

/**
 * Something stated in words, before anyone asked whether it is so. Several of one stretch are its possible readings.
 *
 * @param value of the kind's list of words
 * @param negated whether it is denied: {@code without plastic}
 * @param part of the thing that it is about, such as {@code lining}; empty for the thing
 * @param first token
 * @param last token
 */
record Said(Kind kind, String value, boolean negated, String part, int first, int last) {
    /** The part of a material that the thing itself is said to be made of. */
    static final String WHOLE = "whole";

    Said(Kind kind, String value, int first, int last) {
        this(kind, value, false, "", first, last);
    }

    /** What it is compared by, in words. */
    String worded() {
        String what = part.isEmpty() || part.equals(WHOLE) ? value : part + " of " + value;
        return negated ? "not " + what : what;
    }
}
