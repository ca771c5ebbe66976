package dev.atelier.domain;

import java.util.List;

/** Checks for compact constructors. Every message says what, the value, the rule and the way out. */
public final class Require {
    /** Longest value that a message repeats. */
    private static final int SHOWN_CHARS = 200;

    private Require() {}

    /** Throws unless {@code ok}: {@code Invalid <what>: <value> (<rule>)}. */
    public static void that(boolean ok, String what, Object value, String rule) {
        if (!ok) {
            String text = String.valueOf(value);
            String shown = text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + " ...";
            throw new IllegalArgumentException("Invalid " + what + ": " + shown + " (" + rule + ")");
        }
    }

    /** Throws unless {@code value} is one of {@code least} to {@code most}. */
    public static void within(long value, long least, long most, String what) {
        that(value >= least && value <= most, what, value, "must be " + least + " to " + most);
    }

    /** Throws if {@code value} is null or blank. */
    public static String text(String value, String what) {
        that(value != null && !value.isBlank(), what, value, "must not be empty");
        return value;
    }

    /** An immutable copy; null becomes the empty list. */
    public static <T> List<T> list(List<T> value) {
        return value == null ? List.of() : List.copyOf(value);
    }
}
