package dev.atelier.claims;

/**
 * A word, a number or a sign of a text. Hyphens between words are no tokens.
 *
 * @param word lower case, without accents ({@link dev.atelier.text.Words#fold}); a number as written
 * @param begin where it begins in the text, in characters
 * @param joined whether a hyphen or dash joins it to the token before
 * @param tight whether nothing stands between it and the token before
 */
record Token(Type type, String word, int begin, int end, boolean joined, boolean tight) {
    /** What a token is. */
    enum Type {
        WORD,
        NUMBER,
        SIGN
    }

    boolean isWord() {
        return type == Type.WORD;
    }

    boolean isNumber() {
        return type == Type.NUMBER;
    }

    boolean isSign() {
        return type == Type.SIGN;
    }

    boolean is(String sought) {
        return word.equals(sought);
    }
}
