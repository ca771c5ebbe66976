package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.text.Bleu;
import dev.atelier.text.Chrf;
import dev.atelier.text.Rouge;
import java.util.List;
import java.util.Set;

/**
 * Likeness to what people wrote for the same item and field: {@code bleu} and {@code chrf} (0 to 100; the detail is sacrebleu's
 * signature), {@code rouge_1}, {@code rouge_2}, {@code rouge_l}, {@code rouge_lsum} (F1, 0 to 1).
 */
final class ReferenceOverlap implements Scorer.OfText {
    private static final String ROUGE = "rouge-score:0.1.2|stemmer:";
    private final Bleu bleu;
    private final Chrf chrf;
    private final Rouge rouge;

    ReferenceOverlap(ReferenceMeasures conf) {
        this.bleu = conf.bleu();
        this.chrf = conf.chrf();
        this.rouge = conf.rouge();
    }

    @Override
    public String version() {
        return "reference/2";
    }

    @Override
    public Set<String> measures() {
        return ReferenceMeasures.WORDS;
    }

    @Override
    public Found score(String text, Subject row) {
        List<String> references = row.references();
        if (references.isEmpty()) {
            return Found.of();
        }
        String how = ROUGE + (rouge.stemmer() ? "yes" : "no");
        return Found.of(
                new Measure("bleu", bleu.sentence(text, references), bleu.signature(references.size())),
                new Measure("chrf", chrf.sentence(text, references), chrf.signature(references.size())),
                new Measure("rouge_1", rouge.n(1, text, references), how),
                new Measure("rouge_2", rouge.n(2, text, references), how),
                new Measure("rouge_l", rouge.l(text, references), how),
                new Measure("rouge_lsum", rouge.lsum(text, references), how));
    }
}
