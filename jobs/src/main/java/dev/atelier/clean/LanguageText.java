package dev.atelier.clean;

import java.util.regex.Pattern;
import opennlp.tools.util.normalizer.UrlCharSequenceNormalizer;

/**
 * A text as OpenNLP's language model wants it: without emoji, addresses, tags, laughter, numbers, repetitions. OpenNLP's own
 * expressions for these cost more than the model, and one of them ends the thread at a text that laughs for too long; here
 * are loops, and expressions where a look says that they may find something.
 */
final class LanguageText {
    private static final int FIRST_EMOJI = 0xd83c, LAST_EMOJI = 0x10fc00;
    private static final Pattern TAG = Pattern.compile("[#@]\\S+");
    /** Whether a word begins is looked at last, since that may look back far. */
    private static final Pattern RETWEET = Pattern.compile("(?=rt)\\b(?:rt[ :])++", Pattern.CASE_INSENSITIVE);

    private static final Pattern FACE = Pattern.compile("[:;x]-?[()dop]", Pattern.CASE_INSENSITIVE);

    private LanguageText() {}

    /** In the order in which the model was trained. */
    static String of(String text) {
        String current = withoutEmoji(text);
        if (current.indexOf('@') >= 0 || current.contains("http")) {
            current = UrlCharSequenceNormalizer.getInstance().normalize(current).toString();
        }
        if (current.indexOf('@') >= 0 || current.indexOf('#') >= 0) {
            current = TAG.matcher(current).replaceAll(" ");
        }
        if (mayHaveRetweet(current)) {
            current = RETWEET.matcher(current).replaceAll(" ");
        }
        if (hasFace(current)) {
            current = FACE.matcher(current).replaceAll(" ");
        }
        return shrunk(withoutNumbers(withoutLaughter(current)));
    }

    /** Digits in a row become a blank. */
    private static String withoutNumbers(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean digit = isDigit(text.charAt(i));
            if (!digit) {
                rest.append(text.charAt(i));
            } else if (i == 0 || !isDigit(text.charAt(i - 1))) {
                rest.append(' ');
            }
        }
        return rest.toString();
    }

    /** Blanks in a row become one, three equal characters and more two of the first; none at the ends. */
    private static String shrunk(String text) {
        StringBuilder once = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = i + 1;
            while (isBlank(text.charAt(i)) && end < text.length() && isBlank(text.charAt(end))) {
                end++;
            }
            once.append(end == i + 1 ? text.charAt(i) : ' ');
            i = end;
        }
        StringBuilder twice = new StringBuilder(once.length());
        for (int i = 0; i < once.length(); ) {
            int end = i + 1;
            while (end < once.length() && lower(once, end) == lower(once, i)) {
                end++;
            }
            boolean many = end - i > 2 && !endsLine(once.charAt(i));
            twice.append(many ? "" + once.charAt(i) + once.charAt(i) : once.subSequence(i, end));
            i = end;
        }
        return twice.toString().trim();
    }

    /** White space of regular expressions. */
    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** What no dot of a regular expression stands for. */
    private static boolean endsLine(char c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    /** What OpenNLP takes for emoji: everything from the middle of the surrogates on, and the hyphen; a row of it is a blank. */
    private static String withoutEmoji(String text) {
        if (text.chars().noneMatch(c -> c == '-' || c >= FIRST_EMOJI)) {
            return text;
        }
        StringBuilder rest = new StringBuilder(text.length());
        boolean before = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean emoji = c == '-' || (c >= FIRST_EMOJI && c <= LAST_EMOJI);
            if (!emoji) {
                rest.appendCodePoint(c);
            } else if (!before) {
                rest.append(' ');
            }
            before = emoji;
        }
        return rest.toString();
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean mayHaveRetweet(String text) {
        for (int i = 2; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == ' ' || c == ':') && lower(text, i - 1) == 't' && lower(text, i - 2) == 'r') {
                return true;
            }
        }
        return false;
    }

    /** {@code :-)} and {@code xD}. */
    private static boolean hasFace(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = lower(text, i);
            if (c == ':' || c == ';' || c == 'x') {
                int mouth = lower(text, i + 1) == '-' ? i + 2 : i + 1;
                if ("()dop".indexOf(lower(text, mouth)) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@code hahahaha} is {@code haha}: a breath and a vowel, and then both again any number of times. */
    private static String withoutLaughter(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        int copied = 0;
        for (int i = 0; i < text.length(); ) {
            int vowels = run(text, i, "hj");
            int end = vowels == i ? i : run(text, vowels, "aieou");
            int laughed = end == vowels ? end : laughed(text, vowels - 1, end - 1);
            if (laughed > end) {
                rest.append(text, copied, i);
                for (int twice = 0; twice < 2; twice++) {
                    rest.append(text.charAt(vowels - 1)).append(text.charAt(end - 1));
                }
                copied = laughed;
            }
            i = Math.max(i + 1, laughed);
        }
        return rest.append(text, copied, text.length()).toString();
    }

    /** Where it ends to say breath and vowel in turn, which stand there; behind the vowel if it says them once. */
    private static int laughed(String text, int breath, int vowel) {
        int end = vowel + 1;
        while (true) {
            int vowels = run(text, end, "" + lower(text, breath));
            int next = vowels == end ? end : run(text, vowels, "" + lower(text, vowel));
            if (next == end || next == vowels) {
                return end;
            }
            end = next;
        }
    }

    /** The end of the characters from {@code i} on that are among these. */
    private static int run(String text, int i, String these) {
        int end = i;
        while (end < text.length() && these.indexOf(lower(text, end)) >= 0) {
            end++;
        }
        return end;
    }

    /** Zero beyond the ends. */
    private static char lower(CharSequence text, int i) {
        char c = i < 0 || i >= text.length() ? 0 : text.charAt(i);
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
