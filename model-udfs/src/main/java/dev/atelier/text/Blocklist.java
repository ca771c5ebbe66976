package dev.atelier.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Words and phrases that must not be published. Only whole words count, so that {@code Scunthorpe} is safe; neither case nor
 * accents hide one, nor what {@link Disguise} undoes: digits for letters, look-alike letters of other scripts, letters that
 * stand apart or are said over and over. Immutable.
 */
public final class Blocklist {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}@$]+");
    private static final int SHORTEST = 4; // letters: shorter ones stand in lists of sizes and initials
    private final List<List<String>> phrases;
    private final List<String> entries;

    private Blocklist(List<String> entries) {
        this.entries = entries;
        this.phrases = entries.stream().map(Blocklist::words).toList();
    }

    /** @param lines one word or phrase each; blank lines and lines that begin with {@code #} are skipped */
    public static Blocklist of(List<String> lines) {
        return new Blocklist(lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .distinct()
                .toList());
    }

    /** The entries that the text contains, in the order of the list. */
    public List<String> hits(String text) {
        List<String> words = words(text);
        String undone = Disguise.undone(text);
        List<String> undisguised = words(Disguise.together(undone));
        List<String> runs = Disguise.apart(undone);
        List<String> hits = new ArrayList<>();
        for (int i = 0; i < phrases.size(); i++) {
            List<String> phrase = phrases.get(i);
            if (Collections.indexOfSubList(words, phrase) >= 0
                    || Collections.indexOfSubList(undisguised, phrase) >= 0
                    || isIn(runs, String.join("", phrase))) {
                hits.add(entries.get(i));
            }
        }
        return hits;
    }

    /** A word of one letter may stand before letters that stand apart: {@code a c u r e}. */
    private static boolean isIn(List<String> runs, String phrase) {
        return phrase.length() >= SHORTEST && runs.stream().anyMatch(run -> run.contains(phrase));
    }

    private static List<String> words(String text) {
        return WORD.matcher(Words.fold(text))
                .results()
                .map(MatchResult::group)
                .map(Disguise::spelled)
                .toList();
    }
}
