package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.text.Sentences;
import dev.atelier.text.Wholeness;
import java.util.Set;

/**
 * Whether a text is all of it and nothing else: {@code broken_end}, {@code leftovers}, {@code mixed_scripts} (how many signs of
 * it were found, see {@link Wholeness}), {@code ends_sentence} (1 or 0: prose should, a title need not).
 */
final class Whole implements Scorer.OfText {
    @Override
    public String version() {
        return "whole/2";
    }

    @Override
    public Set<String> measures() {
        return Set.of("broken_end", "leftovers", "mixed_scripts", "ends_sentence");
    }

    @Override
    public Found score(String text, Subject row) {
        boolean cut = "length".equals(row.text().finishReason());
        return Found.of(
                Found.count("broken_end", Wholeness.brokenEnd(text, cut)),
                Found.count("leftovers", Wholeness.leftovers(text)),
                Found.count("mixed_scripts", Wholeness.mixedScripts(text)),
                new Measure("ends_sentence", Sentences.ends(text) ? 1 : 0));
    }
}
