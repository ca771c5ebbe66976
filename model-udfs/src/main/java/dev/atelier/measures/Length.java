package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.text.Words;
import java.util.Set;

/** How long a text is: {@code words}, {@code sentences}, {@code characters} (code points). */
final class Length implements Scorer.OfText {
    @Override
    public String version() {
        return "length/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("words", "sentences", "characters");
    }

    @Override
    public Found score(String text, Subject row) {
        return Found.of(
                new Measure("words", Words.of(text).size()),
                new Measure("sentences", Words.sentences(text)),
                new Measure("characters", text.codePointCount(0, text.length())));
    }
}
