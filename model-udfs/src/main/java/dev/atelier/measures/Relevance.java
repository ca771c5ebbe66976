package dev.atelier.measures;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Item;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Modality;
import dev.atelier.domain.TextEmbedder;
import dev.atelier.worker.ModelSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How near a text is to its item in meaning: {@code relevance}, the cosine of their sentence embeddings, -1 to 1. The item's
 * text is its name, its description and its attributes as {@code name: value}, in the item's order, a line each; what it lacks
 * is left out. Of a long text the model reads the first tokens only (256 with all-MiniLM-L6-v2, two of them special).
 */
final class Relevance implements Scorer {
    /** Items whose vectors are kept for their other candidates: 1.5 MB at 384 numbers each. */
    private static final int MOST_KNOWN = 1_000;

    private final ModelSource<TextEmbedder> source;
    private final Map<String, float[]> known = new HashMap<>();
    private TextEmbedder embedder;

    /** @param source null for none: then nothing is measured */
    Relevance(ModelSource<TextEmbedder> source) {
        this.source = source;
    }

    @Override
    public Modality modality() {
        return Modality.TEXT;
    }

    @Override
    public String version() {
        return "relevance/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("relevance");
    }

    @Override
    public Optional<String> lacks() {
        return source == null ? Optional.of("score.sentences") : Optional.empty();
    }

    @Override
    public boolean usesModel() {
        return source != null;
    }

    @Override
    public void prepare() {
        embedder = source == null ? null : source.ofThisTask();
    }

    @Override
    public Optional<String> findingId(Subject row) {
        return Optional.ofNullable(source).map(ModelSource::ref).map(model -> IdWriter.of(version())
                .part("model", model.written())
                .text("text", row.text().sha256())
                .text("item", text(row.item()))
                .id());
    }

    @Override
    public List<Answer<Found>> score(List<Subject> rows) {
        if (embedder == null) {
            return rows.stream().map(row -> Answer.done(Found.of())).toList();
        }
        return rows.stream().map(row -> Answer.done(row).then(this::found)).toList();
    }

    private Found found(Subject row) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        float[] item = known.computeIfAbsent(text(row.item()), this::vector);
        return Found.of(new Measure("relevance", ClipScore.dot(vector(row.text().text()), item)));
    }

    private float[] vector(String text) {
        return embedder.embedTexts(List.of(text)).get(0);
    }

    static String text(Item item) {
        Stream<String> attributes = item.attributes().stream().map(Relevance::text);
        return Stream.concat(Stream.of(item.name(), item.description() == null ? "" : item.description()), attributes)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String text(Attribute attribute) {
        return attribute.name() + ": " + attribute.value();
    }
}
