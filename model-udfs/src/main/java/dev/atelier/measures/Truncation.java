package dev.atelier.measures;

import dev.atelier.domain.Measure;
import java.util.Set;

/** Whether a text was cut where it had no room left: {@code truncated}, 1 or 0. */
final class Truncation implements Scorer.OfText {
    @Override
    public String version() {
        return "truncation/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("truncated");
    }

    @Override
    public Found score(String text, Subject row) {
        return Found.of(new Measure("truncated", "length".equals(row.text().finishReason()) ? 1 : 0));
    }
}
