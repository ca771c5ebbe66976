package dev.atelier.clean;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** A text without its escapes: entities of HTML and {@code %3C}, escaped again and again. */
final class Unescaped {
    /** Escaped more often than this, a text is read as it stands: nothing that comes later unescapes so often. */
    private static final int MOST_TIMES = 8;

    private static final Pattern PERCENT = Pattern.compile("%(0[AaDd]|[2-7][0-9A-Fa-f])");
    private static final Pattern ENTITY = Pattern.compile("&(?:#\\d{1,7}|#[xX]\\p{XDigit}{1,6}|\\w{2,31});");
    private static final int HEXADECIMAL = 16;
    private static final int DELETE = 0x7f;

    private Unescaped() {}

    /** The text itself where it has none. */
    static String of(String text) {
        String current = text;
        for (int i = 0; i < MOST_TIMES; i++) {
            String next = once(current);
            if (next.equals(current)) {
                return current;
            }
            current = next;
        }
        return current;
    }

    private static String once(String text) {
        String next = text;
        if (next.indexOf('%') >= 0) {
            next = PERCENT.matcher(next).replaceAll(found -> character(found.group(1)));
        }
        return next.indexOf('&') >= 0 && ENTITY.matcher(next).find() ? Parser.unescapeEntities(next, false) : next;
    }

    private static String character(String digits) {
        int c = Integer.parseInt(digits, HEXADECIMAL);
        return c == DELETE ? "" : Matcher.quoteReplacement(Character.toString(c));
    }
}
