package dev.atelier.personal;

import dev.atelier.personal.NumberWords.Announced;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands beside a number: the words before it, and the edges of a code that is no part of a longer one. */
final class Near {
    /** Before the first character of a code. */
    static final String START = "(?<![\\p{L}\\d])(?<![\\p{L}\\d][-_/])(?<!\\d[.,])";
    /** Behind the last one. */
    static final String END = "(?![\\p{L}\\d])(?![-_/#][\\p{L}\\d])(?![.,]\\d)";

    /** How many characters before a number are looked at. */
    private static final int BEFORE_CHARS = 120;
    /** How far a word that announces a number may begin before it. */
    private static final int WORD_CHARS = 56;

    private Near() {}

    /** Words as beginnings, in any case, with at most 28 characters and no digit between them and the end. */
    static Pattern words(String alternatives) {
        return Pattern.compile(
                "(?<!\\p{L})(?:" + alternatives + ")[^\\d;!?]{0,28}+$",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Whether one of the words stands before the place, or, where nothing but the label can say it, in the label. */
    static boolean says(Pattern words, String label, String text, int at) {
        return words.matcher(text.substring(Math.max(0, at - WORD_CHARS), at)).find()
                || words.matcher(label).find();
    }

    /** Whether the words before the place, or else the label, say that a number of a product follows. */
    static boolean isPart(String label, String text, int at) {
        return announced(label, text, at) == Announced.PART;
    }

    static Announced announced(String label, String text, int at) {
        Announced said = NumberWords.announced(text.substring(Math.max(0, at - BEFORE_CHARS), at));
        return said == Announced.NOTHING ? NumberWords.announced(label) : said;
    }

    /** The text with what matches and is meant replaced by {@code [kind]}. */
    static String replace(Pattern pattern, String text, String kind, Predicate<MatchResult> meant) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder replaced = null;
        int end = 0;
        while (matcher.find()) {
            if (meant.test(matcher)) {
                replaced = replaced == null ? new StringBuilder(text.length()) : replaced;
                replaced.append(text, end, matcher.start())
                        .append('[')
                        .append(kind)
                        .append(']');
                end = matcher.end();
            }
        }
        return replaced == null
                ? text
                : replaced.append(text, end, text.length()).toString();
    }

    static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        return digits.toString();
    }
}
