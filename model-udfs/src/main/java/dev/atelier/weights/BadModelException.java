package dev.atelier.weights;

import java.nio.file.Path;

/** A model directory or file that must not be loaded. The message names the file, the field, its value and the rule. */
public final class BadModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARACTERS = 240;

    /**
     * @param file the file or folder at fault
     * @param field header field, config key, tensor or kind of file
     * @param value what was found
     * @param rule what must hold, and the way out
     */
    public BadModelException(Path file, String field, Object value, String rule) {
        this(file, field, value, rule, null);
    }

    public BadModelException(Path file, String field, Object value, String rule, Throwable cause) {
        super("Bad model " + file + ": " + printable(field) + ": " + printable(value) + " (" + rule + ")", cause);
    }

    /** Throws unless {@code holds}; the others as in the constructor. */
    public static void unless(boolean holds, Path file, String field, Object value, String rule) {
        if (!holds) {
            throw new BadModelException(file, field, value, rule);
        }
    }

    /** Text of a hostile file, safe for a log: no control characters, not long. */
    private static String printable(Object value) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
