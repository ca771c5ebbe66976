package dev.atelier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text as sentences, and how its last one ends. A sentence ends at {@code . ! ? …} (and {@code 。！？}) with what closes
 * quotes and brackets after it, where a blank or the end follows; not after an abbreviation, a single letter, or a number
 * whose next word goes on in lower case; and at every line break.
 */
public final class Sentences {
    private static final String ENDS = ".!?\u2026\u3002\uff01\uff1f";
    private static final String CLOSING = "\"'\u201d\u2019\u00bb\u00ab\u201c)]}*_";
    private static final Set<String> ABBREVIATIONS = Set.of(
            "approx", "bzw", "ca", "co", "dr", "ed", "eg", "etc", "evtl", "ggf", "ie", "inc", "incl", "inkl", "jr",
            "ltd", "max", "min", "mr", "mrs", "ms", "mwst", "no", "nr", "prof", "sr", "st", "str", "usw", "vgl", "vs",
            "zb", "zzgl");

    private Sentences() {}

    /** The sentences in order, without the blanks around them; empty ones are left out. */
    public static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        int from = 0;
        int i = 0;
        while (i < text.length()) {
            int after = endsAt(text, i);
            if (after > 0) {
                add(sentences, text.substring(from, after));
                from = after;
                i = after;
            } else {
                i++;
            }
        }
        add(sentences, text.substring(from));
        return sentences;
    }

    /** Whether the text ends with the end of a sentence. */
    public static boolean ends(String text) {
        int last = text.length();
        while (last > 0 && (text.charAt(last - 1) <= ' ' || CLOSING.indexOf(text.charAt(last - 1)) >= 0)) {
            last--;
        }
        return last > 0 && ENDS.indexOf(text.charAt(last - 1)) >= 0;
    }

    /** Where the sentence that ends at {@code i} is over; 0 if none does. */
    private static int endsAt(String text, int i) {
        char c = text.charAt(i);
        if (c == '\n') {
            return i + 1;
        }
        if (ENDS.indexOf(c) < 0) {
            return 0;
        }
        int after = i + 1;
        while (after < text.length()
                && (ENDS.indexOf(text.charAt(after)) >= 0 || CLOSING.indexOf(text.charAt(after)) >= 0)) {
            after++;
        }
        boolean wide = c >= '\u3000';
        boolean apart = wide || after == text.length() || Character.isWhitespace(text.charAt(after));
        return apart && !(c == '.' && after == i + 1 && goesOn(text, i)) ? after : 0;
    }

    /** Whether the point at {@code i} belongs to the word before it. */
    private static boolean goesOn(String text, int i) {
        int from = i;
        while (from > 0 && i - from < 12 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        String word = text.substring(from, i).toLowerCase(Locale.ROOT);
        int next = i + 1;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        if (word.isEmpty() || next == text.length()) {
            return false;
        }
        boolean small = Character.isLowerCase(text.charAt(next));
        boolean letter = word.length() == 1 && Character.isLetter(word.charAt(0)) && isInitial(text, i, next);
        boolean number = word.chars().allMatch(Character::isDigit);
        return letter || ABBREVIATIONS.contains(word) || (number && small);
    }

    /** {@code J. Smith}, {@code z. B.}, {@code e.g. tea}, but not {@code 3.5 l. It}: the letter that stands before {@code point}. */
    private static boolean isInitial(String text, int point, int next) {
        boolean large = Character.isUpperCase(text.charAt(point - 1));
        boolean another =
                next + 1 < text.length() && Character.isLetter(text.charAt(next)) && text.charAt(next + 1) == '.';
        int before = point - 2;
        while (before > 0 && text.charAt(before) == ' ') {
            before--;
        }
        boolean second = before > 0 && text.charAt(before) == '.' && Character.isLetter(text.charAt(before - 1));
        return large || another || second;
    }

    private static void add(List<String> sentences, String sentence) {
        String stripped = sentence.strip();
        if (!stripped.isEmpty()) {
            sentences.add(stripped);
        }
    }
}
