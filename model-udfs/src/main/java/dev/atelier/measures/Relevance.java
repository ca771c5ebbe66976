package dev.atelier.measures;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.Direction;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Item;
import dev.atelier.domain.Measure;
import dev.atelier.text.Sentences;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How near a text is in meaning to its item and to what was asked: {@code relevance}, {@code brief_relevance}, the cosines of
 * sentence embeddings, -1 to 1. The item's text is its name, its description and its attributes as {@code name: value}, in the
 * item's order, a line each; what it lacks is left out; the brief is the filled prompt. Of a long text the model reads the
 * first tokens only (256 with all-MiniLM-L6-v2, two of them special).
 */
record Relevance(Sense sense) implements Scorer.OfMeaning {
    @Override
    public String version() {
        return "relevance/2";
    }

    @Override
    public Set<String> measures() {
        return Set.of("relevance", "brief_relevance", "weakest_sentence");
    }

    @Override
    public Optional<String> findingId(Subject row) {
        return Optional.ofNullable(sense.model()).map(model -> IdWriter.of(version())
                .part("model", model.written())
                .text("text", row.text().sha256())
                .text("item", text(row.item()))
                .text("brief", row.prompt())
                .id());
    }

    @Override
    public Found found(Subject row) {
        String text = row.text().text();
        String item = text(row.item());
        String weakest = null;
        double least = 1;
        for (String sentence : Sentences.of(text)) {
            double near = sense.cosine(sentence, item);
            if (near < least) {
                least = near;
                weakest = sentence;
            }
        }
        return Found.of(
                        new Measure("relevance", sense.cosine(text, item)),
                        new Measure("brief_relevance", sense.cosine(text, row.prompt())),
                        new Measure("weakest_sentence", least, weakest))
                .with(Direction.of(sense.vector(text)));
    }

    /** What is known of an item, as one text. */
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
