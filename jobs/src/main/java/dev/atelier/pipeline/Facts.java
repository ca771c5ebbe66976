package dev.atelier.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Arrays;
import java.util.List;

/** Configuration as text that is the same in every JVM: what ids and fingerprints are made from. */
final class Facts {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Facts() {}

    static List<String> of(Object... sections) {
        return Arrays.stream(sections).map(Facts::json).toList();
    }

    private static String json(Object section) {
        try {
            return JSON.writeValueAsString(section);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + section, e);
        }
    }
}
