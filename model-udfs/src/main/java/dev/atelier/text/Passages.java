package dev.atelier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Long texts in stretches of 1,000 words, the next beginning 500 words on: what another text has copied, up to 500 words of it, stands
 * whole in one of them.
 */
public final class Passages {
    private static final int WORDS = 1000;
    private static final int STEP = 500;

    private Passages() {}

    /** A stretch as it is written, with a number for each run of five words ({@link WordGrams}). */
    public record Indexed(String text, long[] grams) {}

    /** Nothing for a text that is too short to be found. */
    public static List<Indexed> of(String text) {
        FoldedText folded = FoldedText.of(text);
        long[] grams = WordGrams.of(folded.words());
        List<Indexed> passages = new ArrayList<>();
        for (int from = 0; from < grams.length; from += STEP) {
            int to = Math.min(folded.words().size(), from + WORDS);
            long[] here = Arrays.copyOfRange(grams, from, to - WordGrams.WORDS + 1);
            passages.add(new Indexed(folded.written(from, to), here));
            if (to == folded.words().size()) {
                break;
            }
        }
        return passages;
    }
}
