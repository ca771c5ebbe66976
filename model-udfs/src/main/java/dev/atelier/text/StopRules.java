package dev.atelier.text;

import java.util.List;
import java.util.Set;

/**
 * When an answer ends.
 *
 * @param endTokens ids that end it; they are not part of the text
 * @param stopStrings text that ends it; the answer is cut before the first of them
 * @param maxNewTokens longest answer, the end token included
 */
public record StopRules(Set<Integer> endTokens, List<String> stopStrings, int maxNewTokens) {
    public StopRules {
        endTokens = Set.copyOf(endTokens);
        stopStrings = List.copyOf(stopStrings);
        if (stopStrings.contains("")) {
            throw new IllegalArgumentException(
                    "Invalid stop: \"\" (an empty string would end every answer; leave it out)");
        }
    }

    public boolean endsWith(int token) {
        return endTokens.contains(token);
    }

    /** Where the earliest stop string begins, or -1. Ask with the whole text: it may span several tokens. */
    public int cut(String text) {
        return stopStrings.stream()
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
    }
}
