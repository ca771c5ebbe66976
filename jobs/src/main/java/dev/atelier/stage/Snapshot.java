package dev.atelier.stage;

import dev.atelier.domain.Require;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a finished run consists of. Written once, as the last of the run's files; from then on it is the current one.
 *
 * @param number 1 for the first run of a folder; versions of tables carry that of the run that wrote them
 * @param startedAt ISO 8601, UTC
 * @param tables by path of a table or part, such as {@code items} or {@code requests/modality=text}
 */
public record Snapshot(long number, String runId, String startedAt, NavigableMap<String, Version> tables) {
    public Snapshot {
        Require.that(number >= 1, "number of a run", number, "must be 1 or more");
        Require.text(runId, "runId of run " + number);
        tables = Collections.unmodifiableNavigableMap(new TreeMap<>(tables));
    }

    /** Versions that a table consists of: its own, or those of its parts. */
    public Optional<NavigableMap<String, Version>> of(String path) {
        return of(tables, path);
    }

    static Optional<NavigableMap<String, Version>> of(NavigableMap<String, Version> tables, String path) {
        TreeMap<String, Version> found = new TreeMap<>(tables);
        found.keySet().removeIf(other -> !other.equals(path) && !other.startsWith(path + "/"));
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }
}
