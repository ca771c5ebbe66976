package dev.atelier.measures;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.Measure;
import dev.atelier.text.Coverage;
import dev.atelier.text.TextMetrics;
import java.util.List;
import java.util.Set;

/** Whether a text says what is known of its item and nothing else: {@code attribute_coverage}, {@code name_coverage}, {@code new_words}. */
final class Grounding implements Scorer.OfText {
    @Override
    public String version() {
        return "grounding/2";
    }

    @Override
    public Set<String> measures() {
        return Set.of("attribute_coverage", "name_coverage", "new_words");
    }

    @Override
    public Found score(String text, Subject row) {
        return Found.of(
                new Measure("attribute_coverage", Coverage.of(text, row.item().name(), values(row.item()))),
                new Measure("name_coverage", TextMetrics.named(text, row.item().name())),
                Found.count("new_words", TextMetrics.newWords(text, Relevance.text(row.item()))));
    }

    private static List<String> values(Item item) {
        return item.attributes().stream().map(Attribute::value).toList();
    }
}
