package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.text.Harm;
import java.util.List;
import java.util.Set;

/**
 * What a text says that harms people: {@code harm_hits}, by lists of words and what stands beside them ({@link Harm}):
 * violence, hate, self-harm, sexual, drugs, weapons, danger. The detail names kind and words, the flag the kind.
 */
final class Harmful implements Scorer.OfText {
    @Override
    public String version() {
        return "harm/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("harm_hits");
    }

    @Override
    public Found score(String text, Subject row) {
        List<Harm.Hit> hits = Harm.in(text);
        Measure count = Found.count(
                "harm_hits",
                hits.stream().map(hit -> hit.kind() + ": " + hit.words()).toList());
        return Found.of(
                List.of(count),
                hits.stream().map(hit -> "harm: " + hit.kind()).distinct().toList());
    }
}
