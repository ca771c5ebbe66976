package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.text.ReadingEase;
import dev.atelier.text.Words;
import java.util.Locale;
import java.util.Set;

/**
 * How easily a text is read: {@code reading_ease}, {@link ReadingEase}; from 60 it is plain, below 30 hard. English by
 * Flesch, German by Amstad; which of them it is its words of grammar say, else the item's language. Of a text of a few words
 * the number says little.
 */
final class Readability implements Scorer.OfText {
    @Override
    public String version() {
        return "readability/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("reading_ease");
    }

    @Override
    public Found score(String text, Subject row) {
        if (Words.of(text).isEmpty()) {
            return Found.of(Measure.notTaken("reading_ease", "has no word"));
        }
        boolean german = ReadingEase.isGerman(text, "de".equals(row.item().language()));
        ReadingEase ease = german ? ReadingEase.german(text) : ReadingEase.english(text);
        String detail = String.format(
                Locale.ROOT,
                "%.1f words a sentence, %.2f syllables a word, as %s",
                ease.wordsASentence(),
                ease.syllablesAWord(),
                german ? "German" : "English");
        return Found.of(new Measure("reading_ease", ease.value(), detail));
    }
}
