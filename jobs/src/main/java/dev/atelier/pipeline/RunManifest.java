package dev.atelier.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import dev.atelier.domain.VendorSettings;
import dev.atelier.stage.FunnelRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code run.json}: everything about a run that is not a row. Times stand here and nowhere else.
 *
 * @param config as resolved
 * @param sources sha256 of each source file by name
 * @param models digest of each model by its name in the configuration
 * @param modelLoads which executor put which model on which device, and why there
 */
record RunManifest(
        String runId,
        String name,
        String startedAt,
        double seconds,
        JsonNode config,
        Map<String, String> sources,
        Map<String, LoadedModel> models,
        List<String> modelLoads,
        Determinism determinism,
        List<FunnelRow> funnel) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * A model as the run used it.
     *
     * @param settings what its vendor asked of every answer
     */
    record LoadedModel(String path, String digest, String precision, VendorSettings settings) {}

    static JsonNode render(Config config) {
        try {
            return JSON.readTree(config.root().render(ConfigRenderOptions.concise()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The configuration does not render as JSON", e);
        }
    }

    /** What a reader of the contact sheet should know of the whole run. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("configuration", name);
        models.forEach((word, model) -> facts.put(
                "model " + word,
                model.path().substring(model.path().lastIndexOf('/') + 1) + ", " + model.precision() + ", sha256 "
                        + model.digest()));
        facts.put("sources", String.join(", ", sources.keySet()));
        facts.put("determinism", determinism.level() + " on " + determinism.cpuModel());
        return facts;
    }

    String json() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write run.json", e);
        }
    }
}
