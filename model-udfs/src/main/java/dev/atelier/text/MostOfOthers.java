package dev.atelier.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * For each n-gram of many texts how often one text has it at most, and how often another one: so it is known without a look at
 * all of them what the others of any text have.
 */
final class MostOfOthers {
    private final List<Map<String, Integer>> counts;
    private final Map<String, Two> most = new HashMap<>();

    /** The highest count, whose it is, and the highest of the others. */
    private record Two(int first, int text, int second) {
        Two with(int count, int other) {
            return count > first ? new Two(count, other, first) : new Two(first, text, Math.max(second, count));
        }
    }

    private MostOfOthers(List<Map<String, Integer>> counts) {
        this.counts = counts;
        for (int i = 0; i < counts.size(); i++) {
            int text = i;
            counts.get(i)
                    .forEach((gram, count) -> most.put(
                            gram, most.getOrDefault(gram, new Two(0, -1, 0)).with(count, text)));
        }
    }

    static MostOfOthers of(List<List<String>> texts, int n) {
        List<Map<String, Integer>> counts = new ArrayList<>();
        texts.forEach(words -> counts.add(Bleu.counts(words, n)));
        return new MostOfOthers(counts);
    }

    /** n-grams of a text that another has, each counted at most as often as one of the others has it. */
    int correct(int text) {
        return counts.get(text).entrySet().stream()
                .mapToInt(gram -> {
                    Two two = most.get(gram.getKey());
                    return Math.min(gram.getValue(), two.text() == text ? two.second() : two.first());
                })
                .sum();
    }
}
