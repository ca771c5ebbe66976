package dev.atelier.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Measures of one text by itself. Every share is 0 to 1. */
public final class TextMetrics {
    /** A loop of a longer period than this reads as a list or a refrain, not as a stuck model. */
    private static final int LONGEST_PERIOD = 20;
    /** Words that stand in the prompt in the same order for this long were copied, not said again. */
    private static final int ECHO_WORDS = 8;

    private static final int STUTTER_WORDS = 3;

    private TextMetrics() {}

    /** Different n-grams of words over all of them (Li et al. 2016); 1 for a text too short to have two. */
    public static double distinct(String text, int n) {
        List<String> grams = ngrams(folded(text), n);
        return grams.size() < 2 ? 1 : (double) new HashSet<>(grams).size() / grams.size();
    }

    /** The same over several texts together; an n-gram stands in one text. */
    public static double distinct(List<String> texts, int n) {
        Set<String> different = new HashSet<>();
        long all = 0;
        for (String text : texts) {
            List<String> grams = ngrams(folded(text), n);
            different.addAll(grams);
            all += grams.size();
        }
        return all < 2 ? 1 : (double) different.size() / all;
    }

    /** Share of n-grams that had stood in the text before; 0 for a text too short to have two. */
    public static double repetition(String text, int n) {
        return 1 - distinct(text, n);
    }

    /** Share of the words that stand in the longest stretch said at least three times in a row: a stuck model. */
    public static double loop(String text) {
        List<String> words = folded(text);
        int longest = 0;
        for (int period = 1; period <= Math.min(LONGEST_PERIOD, words.size() / 3); period++) {
            int run = 0;
            for (int i = period; i < words.size(); i++) {
                run = words.get(i).equals(words.get(i - period)) ? run + 1 : 0;
                if (run >= 2 * period) {
                    longest = Math.max(longest, run + period);
                }
            }
        }
        return words.isEmpty() ? 0 : (double) longest / words.size();
    }

    /** Words of matter that stand again within the next three words: {@code "a classic, classic"}, {@code "durable and durable"}. */
    public static List<String> stutters(String text) {
        List<String> words = folded(text);
        List<String> again = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean matter = word.length() > 2
                    && !FunctionWords.has(Words.fold(word))
                    && !word.chars().anyMatch(Character::isDigit);
            if (matter && words.subList(Math.max(0, i - STUTTER_WORDS), i).contains(word)) {
                again.add(word);
            }
        }
        return again;
    }

    /**
     * Words of matter that the text has from the instruction and not from the item: {@code product}, {@code slogan}; a text
     * that speaks of its own task. In order, without repeats.
     *
     * @param item what is known of the item, as one text
     */
    public static List<String> instructionWords(String text, String prompt, String item) {
        Set<String> instruction = new HashSet<>(Words.stems(prompt));
        Words.stems(item).forEach(instruction::remove);
        return folded(text).stream()
                .filter(word -> word.length() > 2 && !FunctionWords.has(Words.fold(word)))
                .filter(word -> instruction.contains(Words.stem(word)))
                .distinct()
                .toList();
    }

    /** Words of matter that nothing known of the item has, in order, without repeats: what the text adds of its own. */
    public static List<String> newWords(String text, String item) {
        Set<String> known = new HashSet<>(Words.stems(item));
        return folded(text).stream()
                .filter(word -> word.length() > 2 && !FunctionWords.has(Words.fold(word)))
                .filter(word -> !known.contains(Words.stem(word)))
                .distinct()
                .toList();
    }

    /** Share of the name's words of matter that the text has, whatever their endings; 1 for a name without any. */
    public static double named(String text, String name) {
        List<String> words = Words.of(name).stream()
                .filter(word -> !FunctionWords.has(Words.fold(word)))
                .map(Words::stem)
                .distinct()
                .toList();
        Set<String> said = new HashSet<>(Words.stems(text));
        long found = words.stream().filter(said::contains).count();
        return words.isEmpty() ? 1 : (double) found / words.size();
    }

    /** Share of the words that stand in runs of eight or more words copied from the prompt. */
    public static double promptEcho(String text, String prompt) {
        List<String> words = folded(text);
        Set<String> known = new HashSet<>(ngrams(folded(prompt), ECHO_WORDS));
        int copied = 0;
        int end = 0;
        for (int i = 0; i + ECHO_WORDS <= words.size(); i++) {
            if (known.contains(String.join(" ", words.subList(i, i + ECHO_WORDS)))) {
                copied += i + ECHO_WORDS - Math.max(end, i);
                end = i + ECHO_WORDS;
            }
        }
        return words.isEmpty() ? 0 : (double) copied / words.size();
    }

    private static List<String> folded(String text) {
        return Words.of(text).stream().map(w -> w.toLowerCase(Locale.ROOT)).toList();
    }

    static List<String> ngrams(List<String> words, int n) {
        if (words.size() < n) {
            return List.of();
        }
        return java.util.stream.IntStream.rangeClosed(0, words.size() - n)
                .mapToObj(i -> String.join(" ", words.subList(i, i + n)))
                .toList();
    }
}
