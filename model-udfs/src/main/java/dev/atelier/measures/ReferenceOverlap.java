package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.text.Bleu;
import dev.atelier.text.Rouge;
import java.util.Set;

/** Likeness to what people wrote for the same item and field: {@code bleu}, {@code rouge_1}, {@code rouge_2}, {@code rouge_l}. */
final class ReferenceOverlap implements Scorer.OfText {
    @Override
    public String version() {
        return "reference/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("bleu", "rouge_1", "rouge_2", "rouge_l");
    }

    @Override
    public Found score(String text, Subject row) {
        if (row.references().isEmpty()) {
            return Found.of();
        }
        return Found.of(
                new Measure("bleu", Bleu.sentence(text, row.references())),
                new Measure("rouge_1", Rouge.n(1, text, row.references())),
                new Measure("rouge_2", Rouge.n(2, text, row.references())),
                new Measure("rouge_l", Rouge.l(text, row.references())));
    }
}
