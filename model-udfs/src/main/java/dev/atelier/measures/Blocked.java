package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.text.Blocklist;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Words and phrases that must not be said: {@code blocklist_hits}. */
final class Blocked implements Scorer.OfText {
    private final Blocklist blocklist;

    /** @param more entries beside the built-in {@code blocklist.txt} */
    Blocked(List<String> more) {
        List<String> lines = new ArrayList<>(BuiltIn.lines("blocklist.txt"));
        lines.addAll(more);
        this.blocklist = Blocklist.of(lines);
    }

    @Override
    public String version() {
        return "blocklist/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("blocklist_hits");
    }

    @Override
    public Found score(String text, Subject row) {
        List<String> hits = blocklist.hits(text);
        return new Found(
                List.of(new Measure("blocklist_hits", hits.size(), said(hits))),
                hits.stream().map(entry -> "blocked: " + entry).toList());
    }

    private static String said(List<String> hits) {
        return hits.isEmpty() ? null : String.join(", ", hits);
    }
}
