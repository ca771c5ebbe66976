package dev.atelier.measures;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.Measure;
import dev.atelier.text.Claims;
import dev.atelier.text.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a text says what is known of its item and nothing else: {@code attribute_coverage}, {@code unsupported_numbers}. */
final class Grounding implements Scorer.OfText {
    @Override
    public String version() {
        return "grounding/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("attribute_coverage", "unsupported_numbers");
    }

    @Override
    public Found score(String text, Subject row) {
        List<String> invented = Claims.unsupported(text, facts(row.item()));
        return new Found(
                List.of(
                        new Measure(
                                "attribute_coverage",
                                Coverage.of(text, row.item().name(), values(row.item()))),
                        new Measure("unsupported_numbers", invented.size())),
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
