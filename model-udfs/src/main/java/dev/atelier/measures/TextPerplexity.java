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
    private final ModelSource<TextLikelihood> source;
    private TextLikelihood reader;

    /** @param source null for none: then nothing is measured */
    TextPerplexity(ModelSource<TextLikelihood> source) {
        this.source = source;
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
        return source == null ? Optional.of("score.perplexity") : Optional.empty();
    }

    @Override
    public boolean usesModel() {
        return source != null;
    }

    @Override
    public void prepare() {
        reader = source == null ? null : source.ofThisTask();
    }

    @Override
    public Optional<String> findingId(Subject row) {
        return Optional.ofNullable(source == null ? null : source.ref()).map(model -> IdWriter.of(version())
                .part("model", model.written())
                .text("text", row.text().sha256())
                .id());
    }

    @Override
    public List<Answer<Found>> score(List<Subject> rows) {
        if (source == null) {
            return rows.stream().map(row -> Answer.done(Found.of())).toList();
        }
        List<String> texts = rows.stream().map(row -> row.text().text()).toList();
        return reader.likelihoods(texts).stream()
                .map(answer -> answer.then(
                        likely -> Found.of(new Measure("text_perplexity", StrictMath.exp(-likely.meanLogprob())))))
                .toList();
    }
}
