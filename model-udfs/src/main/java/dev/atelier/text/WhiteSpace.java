package dev.atelier.text;

import java.util.ArrayList;
import java.util.List;

/** White space as Python's {@code str.split()} and {@code str.strip()} count it, for measures that are defined by them. */
final class WhiteSpace {
    private WhiteSpace() {}

    /** Python's {@code str.isspace()} of one character; all of them stand below U+10000. */
    static boolean is(int codePoint) {
        return switch (codePoint) {
            case ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default ->
                (codePoint >= '\t' && codePoint <= '\r')
                        || (codePoint >= 0x1C && codePoint <= 0x1F)
                        || (codePoint >= 0x2000 && codePoint <= 0x200A);
        };
    }

    /** The pieces between runs of white space; none of them is empty. */
    static List<String> split(CharSequence text) {
        List<String> pieces = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean space = i == text.length() || is(text.charAt(i));
            if (space && start >= 0) {
                pieces.add(text.subSequence(start, i).toString());
                start = -1;
            } else if (!space && start < 0) {
                start = i;
            }
        }
        return pieces;
    }

    /** Without white space at the end. */
    static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }
}
