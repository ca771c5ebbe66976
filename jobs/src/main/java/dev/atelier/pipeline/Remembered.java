package dev.atelier.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Notes;
import dev.atelier.stage.Version;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stages became the last time, beside their outcomes. */
record Remembered(Notes notes) {
    static final String FOLDER = ".outcomes";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What is remembered of a finished stage.
     *
     * @param fingerprint of all that decides its result; empty while it is taken again
     * @param result what later stages know it by: the fingerprint, until it was taken again and became something else (failed
     *     rows that were tried again and done)
     * @param tables that its outcomes became, by path
     */
    record Finished(
            String fingerprint,
            String result,
            FunnelRow funnel,
            Version outcomes,
            NavigableMap<String, Version> tables) {
        Finished {
            result = result == null ? fingerprint : result;
        }

        /** All that was written for it. */
        List<Version> all() {
            return Stream.concat(tables.values().stream(), Stream.of(outcomes)).toList();
        }

        /** All its rows are found again. */
        Finished again() {
            return new Finished(fingerprint, result, funnel.again(), outcomes, tables);
        }

        /** As it was taken again in that run, in place of what was remembered. */
        Finished after(Finished last, long run) {
            if (last == null || !(last.result + "/").startsWith(fingerprint + "/")) {
                return this;
            }
            return new Finished(
                    fingerprint,
                    sha256().equals(last.sha256()) ? last.result : fingerprint + "/" + run,
                    funnel,
                    outcomes,
                    tables);
        }

        /** Of the files of each table: their names differ from writing to writing, equal rows give equal bytes. */
        private Map<String, List<String>> sha256() {
            return tables.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, table -> table.getValue().sha256().values().stream()
                            .sorted()
                            .toList()));
        }
    }

    /** Null if there is nothing, or another version of Atelier wrote it. */
    Finished read(String stage) {
        String text = notes.read(path(stage));
        try {
            Finished last = text == null ? null : JSON.readValue(text, Finished.class);
            return last == null || last.outcomes() == null ? null : last;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    void write(String stage, Finished finished) {
        try {
            notes.write(path(stage), JSON.writeValueAsString(finished));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + finished, e);
        }
    }

    /**
     * While it is taken again.
     *
     * @param last null for nothing
     */
    void unsettle(String stage, Finished last) {
        if (last != null) {
            write(stage, new Finished("", last.result(), last.funnel(), last.outcomes(), last.tables()));
        }
    }

    private static String path(String stage) {
        return FOLDER + "/" + stage + ".json";
    }
}
