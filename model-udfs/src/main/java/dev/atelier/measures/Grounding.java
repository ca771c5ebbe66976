package dev.atelier.measures;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.Measure;
import dev.atelier.text.Claims;
import dev.atelier.text.Coverage;
import dev.atelier.text.TextMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a text says what is known of its item and nothing else: {@code attribute_coverage}, {@code name_coverage}, {@code new_words}, {@code unsupported_numbers}. */
final class Grounding implements Scorer.OfText {
    @Override
    public String version() {
        return "grounding/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("attribute_coverage", "name_coverage", "new_words", "unsupported_numbers");
    }

    @Override
    public Found score(String text, Subject row) {
        List<String> invented = Claims.unsupported(text, facts(row.item()));
        return Found.of(
                List.of(
                        new Measure(
                                "attribute_coverage",
                                Coverage.of(text, row.item().name(), values(row.item()))),
                        new Measure(
                                "name_coverage",
                                TextMetrics.named(text, row.item().name())),
                        Found.count("new_words", TextMetrics.newWords(text, Relevance.text(row.item()))),
                        Found.count("unsupported_numbers", invented)),
                invented.stream().map(claim -> "unsupported: " + claim).toList());
    }

    private static List<String> facts(Item item) {
        List<String> facts = new ArrayList<>(values(item));
        facts.add(item.name());
        if (item.description() != null) {
            facts.add(item.description());
        }
        if (item.price() != null && item.currency() != null) {
            facts.add(String.format(Locale.ROOT, "%s %.2f", item.currency(), item.price()));
        }
        return facts;
    }

    private static List<String> values(Item item) {
        return item.attributes().stream().map(Attribute::value).toList();
    }
}
