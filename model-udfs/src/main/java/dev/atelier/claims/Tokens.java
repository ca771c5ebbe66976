package dev.atelier.claims;

import dev.atelier.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into tokens, from left to right, each character looked at a bounded number of times. */
final class Tokens {
    private static final String DASHES = "-\u2010\u2011\u2012\u2013\u2014";
    /** Spaces and apostrophes that stand between groups of three digits. */
    private static final String GROUPING = "\u00a0\u202f\u2009'\u2019";

    private final String text;
    private final List<Token> found = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        return new Tokens(text).cut();
    }

    private List<Token> cut() {
        int before = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (Character.isWhitespace(c) || c == '\u00a0' || c == '\u202f' || c == '\u2009') {
                at += Character.charCount(c);
                continue;
            }
            if (joins(before)) {
                at++;
                continue;
            }
            int begin = at;
            Token.Type type = take(c);
            boolean tight = !found.isEmpty() && before == begin;
            boolean joined = !found.isEmpty() && before + 1 == begin && DASHES.indexOf(text.charAt(before)) >= 0;
            found.add(new Token(type, word(type, begin), begin, at, joined, tight));
            before = at;
        }
        return found;
    }

    /** A dash that touches the token before and the one behind joins them. */
    private boolean joins(int before) {
        return at > 0
                && before == at
                && DASHES.indexOf(text.charAt(at)) >= 0
                && at + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    private Token.Type take(int c) {
        if (Character.isDigit(c)) {
            number();
            return Token.Type.NUMBER;
        }
        if (Character.getType(c) == Character.OTHER_NUMBER && c != '\u00b2' && c != '\u00b3') {
            at += Character.charCount(c);
            return Token.Type.NUMBER;
        }
        if (Character.isLetter(c)) {
            letters();
            return Token.Type.WORD;
        }
        at += Character.charCount(c);
        return Token.Type.SIGN;
    }

    private void number() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isDigit(c) || ((c == '.' || c == ',') && digit(at + 1))) {
                at++;
            } else if (GROUPING.indexOf(c) >= 0 && digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4)) {
                at += 4;
            } else {
                return;
            }
        }
    }

    /** Letters with digits behind them, and apostrophes between letters. */
    private void letters() {
        while (at < text.length()) {
            int c = text.codePointAt(at);
            boolean inside = Character.isLetterOrDigit(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || c == '\u00b2'
                    || c == '\u00b3'
                    || c == '\u00ad'
                    || ((c == '\'' || c == '\u2019')
                            && at + 1 < text.length()
                            && Character.isLetter(text.charAt(at + 1)));
            if (!inside) {
                return;
            }
            at += Character.charCount(c);
        }
    }

    private boolean digit(int index) {
        return index < text.length() && Character.isDigit(text.charAt(index));
    }

    private String word(Token.Type type, int begin) {
        String written = text.substring(begin, at);
        return switch (type) {
            case WORD -> folded(written);
            case NUMBER -> written;
            case SIGN -> written.equals("\u2019") ? "'" : written;
        };
    }

    private static String folded(String written) {
        for (int i = 0; i < written.length(); i++) {
            if (written.charAt(i) >= 128) {
                return Words.fold(written.replace('\u2019', '\'').replace("\u00ad", ""));
            }
        }
        return written.toLowerCase(Locale.ROOT);
    }
}
