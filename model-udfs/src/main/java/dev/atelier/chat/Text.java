package dev.atelier.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * A string that remembers of each character who said it: the template or a row. Every operation keeps that. Equal texts
 * have equal characters, whoever said them. Indices are UTF-16 units unless a method says code points.
 *
 * @param marks as long as {@code chars}: who said each
 */
public record Text(String chars, String marks) {
    private static final char TEMPLATE = 't';
    private static final char ROW = 'r';
    private static final char CLOCK = 'c';
    static final Text EMPTY = new Text("", "");

    public Text {
        if (chars.length() != marks.length()) {
            throw new IllegalArgumentException("Invalid marks: " + marks.length() + " for " + chars.length());
        }
    }

    /** What the template, or the program, says. */
    public static Text ofTemplate(String chars) {
        return new Text(chars, String.valueOf(TEMPLATE).repeat(chars.length()));
    }

    /** What a row says. */
    public static Text ofRow(String chars) {
        return new Text(chars, String.valueOf(ROW).repeat(chars.length()));
    }

    /** What the clock says: no run could be repeated with it. */
    static Text ofClock(String chars) {
        return new Text(chars, String.valueOf(CLOCK).repeat(chars.length()));
    }

    boolean saidByClock() {
        return marks.indexOf(CLOCK) >= 0;
    }

    /** True if a row said any character from {@code from} to before {@code to}. */
    public boolean saidByRow(int from, int to) {
        int first = marks.indexOf(ROW, from);
        return first >= 0 && first < to;
    }

    /** Its characters, NUL in place of those that a row said. */
    public String withoutRows() {
        StringBuilder own = new StringBuilder(chars);
        for (int at = 0; at < own.length(); at++) {
            own.setCharAt(at, marks.charAt(at) == ROW ? '\0' : own.charAt(at));
        }
        return own.toString();
    }

    /** The part between two places that are counted in code points. */
    public Text codePoints(int from, int to) {
        int start = chars.offsetByCodePoints(0, from);
        return sub(start, chars.offsetByCodePoints(start, to - from));
    }

    /** Without white space at its ends. */
    public Text trimmed() {
        return strip(null, true, true);
    }

    boolean isEmpty() {
        return chars.isEmpty();
    }

    /** In code points, as Python counts. */
    int length() {
        return chars.codePointCount(0, chars.length());
    }

    Text plus(Text other) {
        return new Text(chars + other.chars, marks + other.marks);
    }

    public Text sub(int from, int to) {
        return new Text(chars.substring(from, to), marks.substring(from, to));
    }

    Text from(int start) {
        return sub(start, chars.length());
    }

    /** One character by its place in code points, which must be there. */
    Text at(int place) {
        return codePoints(place, place + 1);
    }

    /** The characters, each a text of one code point. */
    List<Text> characters() {
        Budget.mayHold(length());
        List<Text> all = new ArrayList<>();
        for (int at = 0; at < chars.length(); at += characterLength(at)) {
            all.add(sub(at, at + characterLength(at)));
        }
        return all;
    }

    /** @param set characters to take away; null for white space */
    Text strip(String set, boolean left, boolean right) {
        int start = 0;
        int end = chars.length();
        while (left && start < end && strips(set, chars.codePointAt(start))) {
            start = chars.offsetByCodePoints(start, 1);
        }
        while (right && end > start && strips(set, chars.codePointBefore(end))) {
            end = chars.offsetByCodePoints(end, -1);
        }
        return sub(start, end);
    }

    private static boolean strips(String set, int character) {
        return set == null ? isSpace(character) : set.indexOf(character) >= 0;
    }

    /** White space as Python's str.isspace has it. */
    static boolean isSpace(int c) {
        return c == ' '
                || (c >= 9 && c <= 13)
                || (c >= 0x1c && c <= 0x1f)
                || c == 0x85
                || c == 0xa0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200a)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }

    /** @param most replacements; below 0 for all */
    Text replace(Text old, Text by, long most) {
        if (old.isEmpty()) {
            return between(by, most);
        }
        Joined made = new Joined();
        int start = 0;
        int at = chars.indexOf(old.chars);
        for (long left = most; at >= 0 && left != 0; left--) {
            made.add(sub(start, at)).add(by);
            start = at + old.chars.length();
            at = chars.indexOf(old.chars, start);
        }
        return made.add(from(start)).text();
    }

    /** Python's replace of the empty string: before each character and at the end. */
    private Text between(Text by, long most) {
        Joined made = new Joined();
        long left = most < 0 ? Long.MAX_VALUE : most;
        for (int at = 0; at < chars.length(); at += characterLength(at)) {
            made.add(left-- > 0 ? by : EMPTY).add(sub(at, at + characterLength(at)));
        }
        return made.add(left > 0 ? by : EMPTY).text();
    }

    private int characterLength(int at) {
        return Character.charCount(chars.codePointAt(at));
    }

    static Text join(Text separator, List<Text> parts) {
        Joined made = new Joined();
        for (int i = 0; i < parts.size(); i++) {
            made.add(i == 0 ? EMPTY : separator).add(parts.get(i));
        }
        return made.text();
    }

    /** Other characters for the same: upper case and the like. Where their number changes, stretch by stretch. */
    Text map(UnaryOperator<String> change) {
        String whole = change.apply(chars);
        if (whole.length() == chars.length()) {
            return new Text(whole, marks);
        }
        Joined made = new Joined();
        for (int start = 0, end; start < chars.length(); start = end) {
            end = start + 1;
            while (end < chars.length() && marks.charAt(end) == marks.charAt(start)) {
                end++;
            }
            made.add(change.apply(chars.substring(start, end)), marks.charAt(start));
        }
        return made.text();
    }

    /** Each character by another text, said by the same. */
    Text escape(IntFunction<String> change) {
        Joined made = new Joined();
        for (int at = 0; at < chars.length(); at += characterLength(at)) {
            made.add(change.apply(chars.codePointAt(at)), marks.charAt(at));
        }
        return made.text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && chars.equals(text.chars);
    }

    @Override
    public int hashCode() {
        return chars.hashCode();
    }
}
