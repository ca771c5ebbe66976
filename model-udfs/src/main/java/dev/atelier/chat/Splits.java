package dev.atelier.chat;

import java.util.ArrayList;
import java.util.List;

/** Texts cut into parts, as Python cuts strings. */
final class Splits {
    private Splits() {}

    /** @param most cuts; below 0 for all */
    static List<Text> split(Text text, Text separator, long most) {
        List<Text> parts = new ArrayList<>();
        int start = 0;
        int at = text.chars().indexOf(separator.chars());
        while (at >= 0 && most != parts.size()) {
            Budget.mayHold(parts.size());
            parts.add(text.sub(start, at));
            start = at + separator.chars().length();
            at = text.chars().indexOf(separator.chars(), start);
        }
        parts.add(text.from(start));
        return parts;
    }

    /** @param most cuts, taken from the end */
    static List<Text> splitFromEnd(Text text, Text separator, long most) {
        List<Text> parts = new ArrayList<>();
        int end = text.chars().length();
        int at = text.chars().lastIndexOf(separator.chars());
        while (at >= 0 && most != parts.size()) {
            Budget.mayHold(parts.size());
            parts.add(0, text.sub(at + separator.chars().length(), end));
            end = at;
            at = at < separator.chars().length()
                    ? -1
                    : text.chars()
                            .lastIndexOf(
                                    separator.chars(), at - separator.chars().length());
        }
        parts.add(0, text.sub(0, end));
        return parts;
    }

    /** Words between white space. */
    static List<Text> words(Text text, long most) {
        List<Text> words = new ArrayList<>();
        Text rest = text.strip(null, true, false);
        while (!rest.isEmpty() && most != words.size()) {
            int end = 0;
            while (end < rest.chars().length() && !Text.isSpace(rest.chars().charAt(end))) {
                end++;
            }
            Budget.mayHold(words.size());
            words.add(rest.sub(0, end));
            rest = rest.from(end).strip(null, true, false);
        }
        if (!rest.isEmpty()) {
            words.add(rest);
        }
        return words;
    }

    /** Python's splitlines; a last line break makes no empty line. */
    static List<Text> lines(Text text) {
        List<Text> lines = new ArrayList<>();
        int start = 0;
        String chars = text.chars();
        for (int at = 0; at < chars.length(); at++) {
            char c = chars.charAt(at);
            if (c == '\n'
                    || (c >= 0xb && c <= 0xd)
                    || (c >= 0x1c && c <= 0x1e)
                    || c == 0x85
                    || c == 0x2028
                    || c == 0x2029) {
                Budget.mayHold(lines.size());
                lines.add(text.sub(start, at));
                at += c == '\r' && at + 1 < chars.length() && chars.charAt(at + 1) == '\n' ? 1 : 0;
                start = at + 1;
            }
        }
        if (start < chars.length()) {
            lines.add(text.from(start));
        }
        return lines;
    }
}
