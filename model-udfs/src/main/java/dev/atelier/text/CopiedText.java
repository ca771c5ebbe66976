package dev.atelier.text;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What of a text stands in others, compared word by word as {@link FoldedText} has them. Time and memory grow with the lengths of
 * the texts and no faster.
 *
 * @param words in the longest run that one of them has too; 0 where it has less than five words
 * @param from id of the text that has that run; null for none
 * @param span the run as the text writes it; empty for none
 * @param share of the text's runs of five words that the text with most of them has, 0 to 1
 * @param most id of that text; null for none
 */
public record CopiedText(int words, String from, String span, double share, String most) {
    private static final CopiedText NOTHING = new CopiedText(0, null, "", 0, null);

    /** A text, or a stretch of a long one. */
    public record Passage(String textId, String text) {}

    /** @param passages that may have something in common with it, in any order; several of one text count together */
    public static CopiedText of(String text, List<Passage> passages) {
        if (passages.isEmpty()) {
            return NOTHING;
        }
        FoldedText folded = FoldedText.of(text);
        SuffixAutomaton runs = new SuffixAutomaton(folded.words());
        long[] grams = WordGrams.of(folded.words());
        Map<String, BitSet> shared = new TreeMap<>();
        SuffixAutomaton.Run best = new SuffixAutomaton.Run(0, 0);
        String from = null;
        for (Passage passage : sorted(passages)) {
            List<String> words = FoldedText.of(passage.text()).words();
            SuffixAutomaton.Run run = runs.longestIn(words);
            if (run.length() >= WordGrams.WORDS && run.length() > best.length()) {
                best = run;
                from = passage.textId();
            }
            shared.computeIfAbsent(passage.textId(), id -> new BitSet()).or(common(grams, words));
        }
        String most = most(shared);
        return new CopiedText(
                best.length(),
                from,
                folded.written(best.end() - best.length(), best.end()),
                most == null ? 0 : (double) shared.get(most).cardinality() / grams.length,
                most);
    }

    private static List<Passage> sorted(List<Passage> passages) {
        return passages.stream()
                .sorted(Comparator.comparing(Passage::textId).thenComparing(Passage::text))
                .toList();
    }

    /** Which of the text's runs of five words stand in a passage. */
    private static BitSet common(long[] grams, List<String> words) {
        Set<Long> known = Arrays.stream(WordGrams.of(words)).boxed().collect(Collectors.toSet());
        BitSet common = new BitSet(grams.length);
        for (int i = 0; i < grams.length; i++) {
            common.set(i, known.contains(grams[i]));
        }
        return common;
    }

    /** Of several with as many the first by its id. */
    private static String most(Map<String, BitSet> shared) {
        String most = null;
        int runs = 0;
        for (Map.Entry<String, BitSet> entry : shared.entrySet()) {
            if (entry.getValue().cardinality() > runs) {
                most = entry.getKey();
                runs = entry.getValue().cardinality();
            }
        }
        return most;
    }
}
