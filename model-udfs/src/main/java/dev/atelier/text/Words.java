package dev.atelier.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Text as words, and words as what they have in common. */
public final class Words {
    /** Letters and digits, with apostrophes and hyphens inside. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]++(?:['\u2019-][\\p{L}\\p{N}]++)*+");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?\u2026]+[\"'\u201d\u2019)]*(?=\\s|$)");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    /** Endings of inflected words in English, German and French, longest first; both sides of a comparison lose them. */
    private static final List<String> ENDINGS = List.of("ing", "es", "ed", "en", "er", "em", "s", "e", "n");

    private static final int SHORTEST_STEM = 3;

    private Words() {}

    /** The words in order, as written. */
    public static List<String> of(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    /** Number of sentences: ends of sentences, and one more for text after the last. */
    public static int sentences(String text) {
        return (int) SENTENCE_END
                .splitAsStream(text)
                .filter(part -> WORD.matcher(part).find())
                .count();
    }

    /** Lower case, without accents: {@code "Émaillée"} to {@code "emaillee"}, {@code "Größe"} to {@code "grosse"}. */
    public static String fold(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return plain.toLowerCase(Locale.ROOT)
                .replace("\u00df", "ss")
                .replace("\u0153", "oe")
                .replace("\u00e6", "ae");
    }

    /** A folded word without its ending, so that {@code mugs}, {@code Mug} and {@code wooden}, {@code wood} meet. */
    public static String stem(String word) {
        String folded = fold(word);
        for (String ending : ENDINGS) {
            if (folded.endsWith(ending)
                    && folded.length() - ending.length() >= SHORTEST_STEM
                    && !folded.endsWith("ss")) {
                folded = folded.substring(0, folded.length() - ending.length());
                break;
            }
        }
        int last = folded.length() - 1;
        if (last >= SHORTEST_STEM && folded.charAt(last) == folded.charAt(last - 1)) {
            return folded.substring(0, last);
        }
        return folded.endsWith("y") ? folded.substring(0, last) + "i" : folded;
    }

    /** The stems of the words in order. */
    static List<String> stems(String text) {
        return of(text).stream().map(Words::stem).toList();
    }
}
