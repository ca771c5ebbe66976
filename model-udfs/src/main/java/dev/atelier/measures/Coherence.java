package dev.atelier.measures;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Measure;
import dev.atelier.text.Sentences;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the sentences of a text belong together: {@code coherence}, the mean cosine of the sentence embeddings of neighbours;
 * 1 for a text of one sentence. Of a text of many sentences the first 50 count.
 */
record Coherence(Sense sense) implements Scorer.OfMeaning {
    private static final int MOST_SENTENCES = 50;

    @Override
    public String version() {
        return "coherence/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("coherence");
    }

    @Override
    public Optional<String> findingId(Subject row) {
        return Optional.ofNullable(sense.model()).map(model -> IdWriter.of(version())
                .part("model", model.written())
                .text("text", row.text().sha256())
                .id());
    }

    @Override
    public Found found(Subject row) {
        List<String> sentences = Sentences.of(row.text().text());
        int count = Math.min(MOST_SENTENCES, sentences.size());
        double sum = 0;
        for (int i = 1; i < count; i++) {
            sum += sense.cosine(sentences.get(i - 1), sentences.get(i));
        }
        return Found.of(new Measure("coherence", count < 2 ? 1 : sum / (count - 1)));
    }
}
