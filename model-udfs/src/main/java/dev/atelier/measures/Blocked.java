package dev.atelier.measures;

import dev.atelier.text.Blocklist;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Words and phrases that must not be said: {@code blocklist_hits}. */
final class Blocked implements Scorer.OfText {
    private final Blocklist blocklist;

    /** @param more entries beside the built-in {@code blocklist.txt} */
    Blocked(List<String> more) {
        List<String> lines = new ArrayList<>(builtIn());
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
        return Found.of(
                List.of(Found.count("blocklist_hits", hits)),
                hits.stream().map(entry -> "blocked: " + entry).toList());
    }

    private static List<String> builtIn() {
        try (InputStream in = Blocklist.class.getResourceAsStream("blocklist.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The jar lacks dev/atelier/text/blocklist.txt", e);
        }
    }
}
