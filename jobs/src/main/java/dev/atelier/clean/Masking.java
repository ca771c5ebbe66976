package dev.atelier.clean;

import java.util.List;

/** A rule that puts words in brackets in the place of what nobody should read. */
interface Masking extends CleaningRule {
    /** Whether it would change the text. */
    boolean finds(String name, String text);

    /** Where it would, kind by kind. */
    List<Masked> places(String name, String text);

    /**
     * What was masked, without a character of it.
     *
     * @param where such as {@code characters 12 to 30}, counted from 0; of several of one kind from the first to the last, as
     *     the text stood when they were looked for
     * @param kind as it stands there now, such as {@code [card]}
     */
    record Masked(String where, String kind) {
        static Masked of(String before, String after) {
            int start = Excerpt.sameStart(before, after);
            int end = before.length() - Excerpt.sameEnd(before, after, start);
            int open = after.lastIndexOf('[', Math.min(start, after.length() - 1));
            int close = after.indexOf(']', Math.max(0, open));
            boolean named = open >= 0 && close >= start;
            return new Masked(
                    "characters " + start + " to " + end, named ? after.substring(open, close + 1) : "[masked]");
        }
    }
}
