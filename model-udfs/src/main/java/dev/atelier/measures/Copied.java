package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.text.CopiedText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a text has of the texts that {@code score.copyright.texts} names: {@code copied_words}, the length of the longest run of words
 * that stands in one of them, and {@code copied_share}, the share of its runs of five words that one of them has; see
 * {@link CopiedText}. The detail says which text, and what.
 */
final class Copied implements Scorer.OfText {
    private static final int SHOWN_CHARS = 160;
    private final boolean hasTexts;

    /** @param hasTexts whether there are texts to compare with */
    Copied(boolean hasTexts) {
        this.hasTexts = hasTexts;
    }

    @Override
    public String version() {
        return "copied/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("copied_words", "copied_share");
    }

    @Override
    public Optional<String> lacks() {
        return hasTexts ? Optional.empty() : Optional.of("score.copyright.texts");
    }

    @Override
    public Found score(String text, Subject row) {
        if (!hasTexts) {
            return Found.of();
        }
        CopiedText copied = CopiedText.of(text, row.passages());
        String said = copied.words() == 0 ? null : copied.from() + ": \u201c" + shown(copied.span()) + "\u201d";
        String most = copied.most() == null ? null : "most of them in " + copied.most();
        return Found.of(
                List.of(
                        new Measure("copied_words", copied.words(), said),
                        new Measure("copied_share", copied.share(), most)),
                said == null ? List.of() : List.of("copied: " + copied.words() + " words of " + said));
    }

    private static String shown(String span) {
        return span.length() <= SHOWN_CHARS
                ? span
                : span.substring(0, span.offsetByCodePoints(0, SHOWN_CHARS / 2)) + " ...";
    }
}
