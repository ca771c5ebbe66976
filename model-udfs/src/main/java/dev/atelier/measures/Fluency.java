package dev.atelier.measures;

import dev.atelier.domain.Measure;
import java.util.Set;

/** How expected a text was to the model that wrote it: {@code perplexity}, e to the minus mean log probability. */
final class Fluency implements Scorer.OfText {
    @Override
    public String version() {
        return "fluency/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("perplexity");
    }

    @Override
    public Found score(String text, Subject row) {
        Double logprob = row.text().meanLogprob();
        return logprob == null ? Found.of() : Found.of(new Measure("perplexity", StrictMath.exp(-logprob)));
    }
}
