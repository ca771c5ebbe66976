package dev.atelier.clean;

import java.util.List;
import java.util.function.Predicate;
import opennlp.tools.util.normalizer.CharSequenceNormalizer;
import opennlp.tools.util.normalizer.TwitterCharSequenceNormalizer;
import opennlp.tools.util.normalizer.UrlCharSequenceNormalizer;

/**
 * A text as OpenNLP's language model wants it: without emoji, addresses, tags, laughter, numbers, repetitions. OpenNLP's
 * expressions for these cost more than the model. Those of emoji, numbers and repetitions are loops here; the others are asked where
 * a look says that they may find something.
 */
final class LanguageText {
    /** One of OpenNLP's, and whether it may change a text. */
    private record Step(CharSequenceNormalizer normalizer, Predicate<String> mayChange) {}

    /** In the order in which the model was trained. */
    private static final List<Step> STEPS = List.of(
            new Step(UrlCharSequenceNormalizer.getInstance(), t -> t.indexOf('@') >= 0 || t.contains("http")),
            new Step(TwitterCharSequenceNormalizer.getInstance(), LanguageText::mayBeTwitter));

    private static final int FIRST_EMOJI = 0xd83c, LAST_EMOJI = 0x10fc00;

    private LanguageText() {}

    static String of(String text) {
        String current = withoutEmoji(text);
        for (Step step : STEPS) {
            current = step.mayChange.test(current)
                    ? step.normalizer.normalize(current).toString()
                    : current;
        }
        return shrunk(withoutNumbers(current));
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

    /** Tags, {@code RT:}, faces such as {@code :-)} and {@code xD}, laughter such as {@code haha}. */
    private static boolean mayBeTwitter(String text) {
        boolean laughs = false; // h or j, then vowels
        for (int i = 0; i < text.length(); i++) {
            char c = lower(text, i);
            boolean breath = c == 'h' || c == 'j';
            boolean vowel = "aieou".indexOf(c) >= 0;
            if (c == '#' || c == '@' || (breath && laughs) || isFace(text, i, c) || isRetweet(text, i, c)) {
                return true;
            }
            laughs = vowel && (laughs || isBreath(lower(text, i - 1)));
        }
        return false;
    }

    private static boolean isBreath(char c) {
        return c == 'h' || c == 'j';
    }

    private static boolean isFace(String text, int i, char c) {
        int mouth = lower(text, i + 1) == '-' ? i + 2 : i + 1;
        return (c == ':' || c == ';' || c == 'x') && "()dop".indexOf(lower(text, mouth)) >= 0;
    }

    private static boolean isRetweet(String text, int i, char c) {
        char after = lower(text, i + 2);
        return c == 'r'
                && lower(text, i + 1) == 't'
                && (after == ' ' || after == ':')
                && !(lower(text, i - 1) >= 'a' && lower(text, i - 1) <= 'z');
    }

    /** Zero beyond the ends. */
    private static char lower(CharSequence text, int i) {
        char c = i < 0 || i >= text.length() ? 0 : text.charAt(i);
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
