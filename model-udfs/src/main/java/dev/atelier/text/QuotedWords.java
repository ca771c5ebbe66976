package dev.atelier.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of a prompt that stand in quotation marks: what a picture is to show in writing. */
public final class QuotedWords {
    private static final String OPENING = "\"\u201c\u201e\u00ab";
    private static final String CLOSING = "\"\u201d\u201c\u00bb";
    /** Characters of a quotation; beyond, a mark was left open. */
    private static final int LONGEST = 80;

    private QuotedWords() {}

    /** In their order, each once; as {@link #words} has them. */
    public static Set<String> in(String prompt) {
        Set<String> words = new LinkedHashSet<>();
        for (int start = 0; start < prompt.length(); start++) {
            if (OPENING.indexOf(prompt.charAt(start)) >= 0) {
                int end = closing(prompt, start + 1);
                if (end > 0) {
                    words.addAll(words(prompt.substring(start + 1, end)));
                    start = end;
                }
            }
        }
        return words;
    }

    private static int closing(String prompt, int from) {
        for (int at = from; at < Math.min(prompt.length(), from + LONGEST + 1); at++) {
            if (CLOSING.indexOf(prompt.charAt(at)) >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** Runs of letters and digits, in small letters, with one form for what looks alike (Unicode NFKC). */
    public static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int at = 0; at < plain.length(); ) {
            int c = plain.codePointAt(at);
            at += Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
            } else if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }
}
