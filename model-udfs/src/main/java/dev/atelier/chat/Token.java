package dev.atelier.chat;

/**
 * A piece of a template's source.
 *
 * @param text of a string its value, of an operator or a tag's bracket its characters
 */
record Token(Kind kind, String text, int line) {
    enum Kind {
        DATA,
        NAME,
        STRING,
        WHOLE,
        REAL,
        OPERATOR,
        END
    }

    boolean is(Kind wanted, String content) {
        return kind == wanted && text.equals(content);
    }
}
