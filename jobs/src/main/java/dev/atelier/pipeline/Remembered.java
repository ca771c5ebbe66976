package dev.atelier.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Notes;
import dev.atelier.stage.Version;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Stream;

/** What stages became the last time, beside their outcomes. */
record Remembered(Notes notes) {
    static final String FOLDER = ".outcomes";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What is remembered of a finished stage.
     *
     * @param tables that its outcomes became, by path
     */
    record Finished(String fingerprint, FunnelRow funnel, Version outcomes, NavigableMap<String, Version> tables) {
        /** All that was written for it. */
        List<Version> all() {
            return Stream.concat(tables.values().stream(), Stream.of(outcomes)).toList();
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

    void delete(String stage) {
        notes.delete(path(stage));
    }

    private static String path(String stage) {
        return FOLDER + "/" + stage + ".json";
    }
}
