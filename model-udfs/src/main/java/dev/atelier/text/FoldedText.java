package dev.atelier.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text as words that can be compared: without case, accents, punctuation and invisible characters; full width and ligatures as
 * plain letters; an apostrophe joins ({@code don't}, {@code dont}), any other mark parts. Scripts without blanks between words (Han,
 * kana, Thai, Lao, Khmer, Burmese) have a word for each character.
 */
public final class FoldedText {
    private static final String APOSTROPHES = "'\u2019\u02bc\u2018\u00b4`\uff07";
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>(); // begin, end in the text

    private final StringBuilder word = new StringBuilder();
    private int begin;

    private FoldedText(String text) {
        this.text = text;
    }

    public static FoldedText of(String text) {
        FoldedText folded = new FoldedText(text);
        int end = 0; // behind the last letter of the word
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            if (isJoining(c)) {
                continue;
            }
            String letters = letters(c);
            boolean alone = !letters.isEmpty() && isWord(c);
            if (letters.isEmpty() || alone) {
                folded.end(end);
            }
            if (!letters.isEmpty()) {
                folded.begin = folded.word.isEmpty() ? i : folded.begin;
                folded.word.append(letters);
                end = next;
            }
            if (alone) {
                folded.end(end);
            }
        }
        folded.end(end);
        return folded;
    }

    private void end(int at) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            places.add(new int[] {begin, at});
            word.setLength(0);
        }
    }

    /** The words in order. */
    public List<String> words() {
        return words;
    }

    /** Words {@code from} to before {@code to} as they are written. */
    public String written(int from, int to) {
        return from >= to ? "" : text.substring(places.get(from)[0], places.get(to - 1)[1]);
    }

    /** What belongs to the word it stands in and says nothing: apostrophes, accents, soft hyphens, invisible characters. */
    private static boolean isJoining(int c) {
        return APOSTROPHES.indexOf(c) >= 0
                || switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK,
                            Character.ENCLOSING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.FORMAT -> true;
                    default -> false;
                };
    }

    /** The letters and digits that a character stands for, without accents and in lower case; empty for any other. */
    private static String letters(int c) {
        if (c < 0x80) {
            boolean is = Character.isLetterOrDigit(c);
            return is ? String.valueOf((char) Character.toLowerCase(c)) : "";
        }
        StringBuilder letters = new StringBuilder();
        Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letter -> {
                    switch (letter) {
                        case 0xDF -> letters.append("ss");
                        case 0xE6 -> letters.append("ae");
                        case 0x153 -> letters.append("oe");
                        case 0xF8 -> letters.append("o");
                        case 0x142 -> letters.append("l");
                        default -> letters.appendCodePoint(letter);
                    }
                });
        return letters.toString();
    }

    private static boolean isWord(int c) {
        return c >= 0xE00
                && switch (Character.UnicodeScript.of(c)) {
                    case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
                    default -> false;
                };
    }
}
