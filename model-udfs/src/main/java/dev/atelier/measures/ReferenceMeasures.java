package dev.atelier.measures;

import dev.atelier.text.Bleu;
import dev.atelier.text.BleuSmoothing;
import dev.atelier.text.BleuTokeniser;
import dev.atelier.text.Chrf;
import dev.atelier.text.Rouge;
import java.io.Serializable;
import java.util.Set;

/**
 * Section {@code score.reference}: how texts are held against what people wrote.
 *
 * @param tokeniser of BLEU: {@code 13a} (default; European languages), {@code intl}, {@code zh}, {@code char} (Japanese, Thai) or
 *     {@code none}
 * @param smoothing of BLEU: {@code exp} (default), {@code floor}, {@code add-k} or {@code none}
 * @param smoothingValue of {@code floor} (default 0.1) or {@code add-k} (default 1)
 * @param chrfWords longest n-grams of words in chrF: 0 (default) for chrF, 2 for chrF++
 * @param stemmer whether ROUGE takes English endings off first; default false
 */
public record ReferenceMeasures(
        BleuTokeniser tokeniser, BleuSmoothing smoothing, Double smoothingValue, Integer chrfWords, Boolean stemmer)
        implements Serializable {
    /** What is measured; nothing where no references are given. */
    public static final Set<String> WORDS = Set.of("bleu", "chrf", "rouge_1", "rouge_2", "rouge_l", "rouge_lsum");

    public ReferenceMeasures {
        tokeniser = tokeniser == null ? BleuTokeniser.MTEVAL_13A : tokeniser;
        smoothing = smoothing == null ? BleuSmoothing.EXP : smoothing;
        chrfWords = chrfWords == null ? 0 : chrfWords;
        stemmer = stemmer != null && stemmer;
        new Bleu(tokeniser, smoothing, smoothingValue); // throws where they do not go together
        new Chrf(chrfWords);
    }

    /** Every parameter at its default. */
    public static ReferenceMeasures defaults() {
        return new ReferenceMeasures(null, null, null, null, null);
    }

    Bleu bleu() {
        return new Bleu(tokeniser, smoothing, smoothingValue);
    }

    Chrf chrf() {
        return new Chrf(chrfWords);
    }

    Rouge rouge() {
        return new Rouge(stemmer);
    }
}
