package dev.atelier.measures;

import dev.atelier.domain.Answer;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Modality;
import dev.atelier.domain.TextLikelihood;
import dev.atelier.worker.ModelSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How expected a whole text is to a language model, whoever wrote it: {@code text_perplexity}, e to the minus mean log
 * probability of its tokens, without a prompt. A text begins behind the model's bos token; where a model has none, its own
 * first token is given. Unlike {@code perplexity} it compares texts of several models, and none of sampling counts.
 */
final class TextPerplexity implements Scorer {
    private final Lent<TextLikelihood> lent;

    /** @param source null for none: then nothing is measured */
    TextPerplexity(ModelSource<TextLikelihood> source) {
        this.lent = new Lent<>(source, "score.perplexity");
    }

    @Override
    public Modality modality() {
        return Modality.TEXT;
    }

    @Override
    public String version() {
        return "text_perplexity/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("text_perplexity");
    }

    @Override
    public Optional<String> lacks() {
        return lent.lacks();
    }

    @Override
    public boolean usesModel() {
        return lent.isThere();
    }

    @Override
    public void prepare() {
        lent.prepare();
    }

    @Override
    public Optional<String> findingId(Subject row) {
        return lent.ref().map(model -> IdWriter.of(version())
                .part("model", model.written())
                .text("text", row.text().sha256())
                .id());
    }

    @Override
    public List<Answer<Found>> score(List<Subject> rows) {
        if (!lent.isThere()) {
            return rows.stream().map(row -> Answer.done(Found.of())).toList();
        }
        List<String> texts = rows.stream().map(row -> row.text().text()).toList();
        return lent.model().likelihoods(texts).stream()
                .map(answer -> answer.then(
                        likely -> Found.of(new Measure("text_perplexity", StrictMath.exp(-likely.meanLogprob())))))
                .toList();
    }
}
