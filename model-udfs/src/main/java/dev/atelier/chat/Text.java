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
        List<Text> all = new ArrayList<>();
        for (int at = 0; at < chars.length(); at = chars.offsetByCodePoints(at, 1)) {
            all.add(sub(at, chars.offsetByCodePoints(at, 1)));
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
        return join(by, split(old, most));
    }

    /** Python's replace of the empty string: before each character and at the end. */
    private Text between(Text by, long most) {
        Joined made = new Joined();
        long left = most < 0 ? Long.MAX_VALUE : most;
        for (Text character : characters()) {
            if (left-- > 0) {
                made.add(by);
            }
            made.add(character);
        }
        return left > 0 ? made.add(by).text() : made.text();
    }

    /** @param most cuts; below 0 for all */
    List<Text> split(Text separator, long most) {
        List<Text> parts = new ArrayList<>();
        int start = 0;
        int at = chars.indexOf(separator.chars);
        while (at >= 0 && most != parts.size()) {
            parts.add(sub(start, at));
            start = at + separator.chars.length();
            at = chars.indexOf(separator.chars, start);
        }
        parts.add(from(start));
        return parts;
    }

    /** @param most cuts, taken from the end */
    List<Text> splitFromEnd(Text separator, long most) {
        List<Text> parts = new ArrayList<>();
        int end = chars.length();
        int at = chars.lastIndexOf(separator.chars);
        while (at >= 0 && most != parts.size()) {
            parts.add(0, sub(at + separator.chars.length(), end));
            end = at;
            at = at < separator.chars.length() ? -1 : chars.lastIndexOf(separator.chars, at - separator.chars.length());
        }
        parts.add(0, sub(0, end));
        return parts;
    }

    /** Words between white space. */
    List<Text> words(long most) {
        List<Text> words = new ArrayList<>();
        Text rest = strip(null, true, false);
        while (!rest.isEmpty() && most != words.size()) {
            int end = 0;
            while (end < rest.chars.length() && !isSpace(rest.chars.charAt(end))) {
                end++;
            }
            words.add(rest.sub(0, end));
            rest = rest.from(end).strip(null, true, false);
        }
        if (!rest.isEmpty()) {
            words.add(rest);
        }
        return words;
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
        for (Text character : characters()) {
            made.add(change.apply(character.chars.codePointAt(0)), character.marks.charAt(0));
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

    /** A text in the making. */
    static final class Joined {
        private final StringBuilder chars = new StringBuilder();
        private final StringBuilder marks = new StringBuilder();

        Joined add(Text text) {
            Budget.mayBeLong(chars.length() + text.chars.length());
            chars.append(text.chars);
            marks.append(text.marks);
            return this;
        }

        Joined add(String literal) {
            return add(ofTemplate(literal));
        }

        private void add(String same, char mark) {
            chars.append(same);
            marks.append(String.valueOf(mark).repeat(same.length()));
        }

        Text text() {
            return new Text(chars.toString(), marks.toString());
        }
    }
}
