package dev.atelier.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Parts of a list that the same sentence has said before: {@code "30cm, natural latex, 30cm"}. */
public final class Repeats {
    /** What stands between the parts of a list; a comma between digits is part of a number. */
    private static final Pattern BETWEEN = Pattern.compile("(?<![0-9]),|,(?![0-9])|[;|()]| [-\u2013\u2014] |: ");

    /** Words of a part: a longer one is a clause, and what is said in clauses is seen by {@link TextMetrics#repetition}. */
    private static final int MOST_WORDS = 4;
    /** Words of the sentence before a part that it is looked for in. */
    private static final int REACH = 60;

    private Repeats() {}

    /** In order, without case. */
    public static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        for (String sentence : Sentences.of(text)) {
            List<String> before = new ArrayList<>();
            for (String part : BETWEEN.split(sentence, -1)) {
                List<String> words = Words.of(part).stream().map(Words::fold).toList();
                List<String> near = before.subList(Math.max(0, before.size() - REACH), before.size());
                if (counts(words) && Collections.indexOfSubList(near, words) >= 0) {
                    found.add(String.join(" ", words));
                }
                before.addAll(words);
                before.add(""); // a part is found within one part and never across two
            }
        }
        return found;
    }

    /** Whether it says something: a word of matter, or a number with its unit. A bare number may stand twice. */
    private static boolean counts(List<String> words) {
        return !words.isEmpty()
                && words.size() <= MOST_WORDS
                && words.stream()
                        .anyMatch(word -> word.length() > 1
                                && word.chars().anyMatch(Character::isLetter)
                                && !FunctionWords.has(word));
    }
}
