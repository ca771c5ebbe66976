package dev.atelier.select;

import dev.atelier.domain.Measure;
import dev.atelier.measures.Scorers;
import dev.atelier.text.Bleu;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What only a comparison of the candidates of one item and field shows: {@code nearest_sibling} (pictures: bits of the
 * perceptual hash to the nearest), {@code sibling_likeness} (cosine to the most alike) and {@code self_bleu} (Zhu et al. 2018:
 * BLEU of a text with the others as references, 0 to 100). A single candidate has none of them.
 */
final class Siblings {
    private Siblings() {}

    static List<Candidate> measured(List<Candidate> candidates) {
        return candidates.stream().map(one -> measured(one, candidates)).toList();
    }

    private static Candidate measured(Candidate one, List<Candidate> all) {
        List<Candidate> others = all.stream()
                .filter(other -> !other.artifactId().equals(one.artifactId()))
                .toList();
        List<Measure> found = new ArrayList<>();
        others.stream()
                .flatMapToInt(other -> one.bitsFrom(other).stream())
                .min()
                .ifPresent(bits -> found.add(new Measure(Scorers.NEAREST_SIBLING, bits)));
        others.stream()
                .flatMapToDouble(other -> one.likeness(other).stream())
                .max()
                .ifPresent(cosine -> found.add(new Measure(Scorers.SIBLING_LIKENESS, cosine)));
        List<String> texts =
                others.stream().map(Candidate::text).filter(Objects::nonNull).toList();
        if (one.text() != null && !texts.isEmpty()) {
            found.add(new Measure(Scorers.SELF_BLEU, Bleu.sentence(one.text(), texts)));
        }
        return one.with(found);
    }
}
