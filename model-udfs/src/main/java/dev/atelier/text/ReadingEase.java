package dev.atelier.text;

import java.util.List;

/**
 * How easily a text is read, about 100 for the easiest and 0 for the hardest; neither end is a bound.
 *
 * @param value Flesch's reading ease (A new readability yardstick, 1948) for English, 206.835 - 1.015 w - 84.6 s; Amstad's
 *     (Wie verst\u00e4ndlich sind unsere Zeitungen?, 1978) for German, 180 - w - 58.5 s
 * @param wordsASentence w
 * @param syllablesAWord s, as {@link Syllables} counts them
 */
public record ReadingEase(double value, double wordsASentence, double syllablesAWord) {
    /** Of an English text that has a word. */
    public static ReadingEase english(String text) {
        return of(text, false);
    }

    /** Of a German text that has a word. */
    public static ReadingEase german(String text) {
        return of(text, true);
    }

    private static ReadingEase of(String text, boolean german) {
        List<String> words = Words.of(text);
        long sentences = Sentences.of(text).stream()
                .filter(one -> !Words.of(one).isEmpty())
                .count();
        long syllables = words.stream()
                .mapToInt(word -> german ? syllables(word, true) : syllables(word, false))
                .sum();
        double length = (double) words.size() / sentences;
        double weight = (double) syllables / words.size();
        double value = german ? 180 - length - 58.5 * weight : 206.835 - 1.015 * length - 84.6 * weight;
        return new ReadingEase(value, length, weight);
    }

    /** The parts of a word with hyphens are said one after the other. */
    private static int syllables(String word, boolean german) {
        int syllables = 0;
        for (String part : word.split("-", -1)) {
            syllables += german ? Syllables.german(part) : Syllables.english(part);
        }
        return syllables;
    }

    /** Whether a text has more German than English among its words of grammar; {@code otherwise} where it has as many. */
    public static boolean isGerman(String text, boolean otherwise) {
        int german = 0;
        for (String word : Words.of(text)) {
            german += FunctionWords.german(Words.fold(word)) - FunctionWords.english(Words.fold(word));
        }
        return german == 0 ? otherwise : german > 0;
    }
}
