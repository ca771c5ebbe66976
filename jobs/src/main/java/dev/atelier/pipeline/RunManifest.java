package dev.atelier.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.VendorSettings;
import dev.atelier.select.FieldDiversity;
import dev.atelier.stage.FunnelRow;
import dev.atelier.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code run.json}: everything about a run that is not a row. Times stand here and nowhere else.
 *
 * @param config as resolved
 * @param sources sha256 of each source file by name
 * @param models digest of each model by its name in the configuration
 * @param passes what was asked for in each; empty where there was one
 * @param modelLoads which executor put which model on which device, and why there
 * @param diversity of the selected texts, a field each
 */
record RunManifest(
        String runId,
        String name,
        String startedAt,
        double seconds,
        JsonNode config,
        Map<String, String> sources,
        Map<String, LoadedModel> models,
        List<String> passes,
        List<String> modelLoads,
        Determinism determinism,
        List<FunnelRow> funnel,
        List<FieldDiversity> diversity) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * A model as the run used it.
     *
     * @param settings what its vendor asked of every answer
     */
    record LoadedModel(String path, String digest, String program, String precision, VendorSettings settings) {
        static LoadedModel of(ModelSpec model) {
            ModelRef ref = model.ref();
            return new LoadedModel(
                    model.path(),
                    ref.modelDigest(),
                    ref.program(),
                    ref.precision().name(),
                    model.settings());
        }
    }

    static RunManifest of(
            RunConf conf,
            Config config,
            Found found,
            Worker worker,
            String spark,
            Instant start,
            List<FunnelRow> funnel,
            List<FieldDiversity> diversity) {
        Map<String, LoadedModel> models = new TreeMap<>();
        found.models().forEach((name, m) -> models.put(name, LoadedModel.of(m)));
        List<String> loads = worker.loads().value().stream().sorted().toList();
        return new RunManifest(
                found.runId(conf),
                conf.name(),
                start.toString(),
                Duration.between(start, Instant.now()).toMillis() / 1000.0,
                render(config),
                found.sources(),
                models,
                Pipeline.passes(conf),
                loads,
                Determinism.of(spark, conf.execution().intraOpThreads(), loads),
                funnel,
                diversity);
    }

    private static JsonNode render(Config config) {
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
        diversity.forEach(field -> facts.put("diversity of " + field.field(), field.told()));
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
