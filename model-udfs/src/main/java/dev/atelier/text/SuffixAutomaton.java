package dev.atelier.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All runs of words of a text, as an automaton of at most two states a word (Blumer et al. 1985, "The smallest automaton recognizing
 * the subwords of a text"): the longest run that another text shares is found in one pass over that.
 */
final class SuffixAutomaton {
    private final List<Map<String, Integer>> next = new ArrayList<>();
    private final List<Integer> link = new ArrayList<>();
    private final List<Integer> longest = new ArrayList<>();
    private final List<Integer> firstEnd = new ArrayList<>();

    /** A run of words of the text: {@code length} words that end before word {@code end}. */
    record Run(int end, int length) {}

    SuffixAutomaton(List<String> words) {
        state(0, -1, 0, new HashMap<>());
        int last = 0;
        for (int i = 0; i < words.size(); i++) {
            last = append(words.get(i), last, i + 1);
        }
    }

    /** The longest run that the other text has too; of several the one that ends first there. */
    Run longestIn(List<String> other) {
        Run best = new Run(0, 0);
        int state = 0;
        int length = 0;
        for (String word : other) {
            while (state > 0 && !next.get(state).containsKey(word)) {
                state = link.get(state);
                length = longest.get(state);
            }
            Integer follower = next.get(state).get(word);
            length = follower == null ? 0 : length + 1;
            state = follower == null ? 0 : follower;
            if (length > best.length()) {
                best = new Run(firstEnd.get(state), length);
            }
        }
        return best;
    }

    private int append(String word, int last, int end) {
        int fresh = state(longest.get(last) + 1, 0, end, new HashMap<>());
        int from = last;
        while (from >= 0 && !next.get(from).containsKey(word)) {
            next.get(from).put(word, fresh);
            from = link.get(from);
        }
        if (from >= 0) {
            link.set(fresh, reached(word, from));
        }
        return fresh;
    }

    /** The state behind {@code from}, made apart where it stands for longer runs too. */
    private int reached(String word, int from) {
        int to = next.get(from).get(word);
        if (longest.get(to) == longest.get(from) + 1) {
            return to;
        }
        int copy = state(longest.get(from) + 1, link.get(to), firstEnd.get(to), new HashMap<>(next.get(to)));
        link.set(to, copy);
        for (int f = from; f >= 0 && next.get(f).getOrDefault(word, -1) == to; f = link.get(f)) {
            next.get(f).put(word, copy);
        }
        return copy;
    }

    private int state(int runLength, int suffix, int end, Map<String, Integer> followers) {
        longest.add(runLength);
        link.add(suffix);
        firstEnd.add(end);
        next.add(followers);
        return next.size() - 1;
    }
}
