package dev.atelier.pipeline;

import com.typesafe.config.Config;
import dev.atelier.collect.SourceDigests;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.ModelSpec;
import dev.atelier.plan.ModelChoice;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Tables;
import dev.atelier.udf.EmbedderSource;
import dev.atelier.udf.ModelCache;
import dev.atelier.udf.PooledEmbedder;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.CollectionAccumulator;

/**
 * What the stages of one run share: the session, the tables, the models as found, the inputs' digests.
 *
 * @param models by name, digests read from the files and held against the lock
 * @param sourceDigests sha256 by file name
 * @param modelLoads one sentence for each model that an executor put on a device
 */
record Parts(
        SparkSession spark,
        Tables tables,
        ModelCache cache,
        NavigableMap<String, ModelSpec> models,
        NavigableMap<String, String> sourceDigests,
        List<String> sources,
        String runId,
        int partitions,
        CollectionAccumulator<String> modelLoads,
        PrintStream progress) {
    /** Hex digits of a run id; Spark must not take it for a number when it reads folder names, hence the prefix. */
    private static final int RUN_ID_DIGITS = 16;

    static Parts of(
            RunConf conf,
            NavigableMap<String, ModelSpec> models,
            SparkSession spark,
            Tables tables,
            PrintStream progress) {
        var hadoop = spark.sparkContext().hadoopConfiguration();
        NavigableMap<String, String> digests = SourceDigests.of(conf.collect(), hadoop);
        List<String> sources = new ArrayList<>(List.of(digests.toString()));
        conf.collect().sources().forEach(source -> sources.add(source.written().id()));
        Integer wanted = conf.execution().partitions();
        return new Parts(
                spark,
                tables,
                FoundModels.cache(conf, hadoop),
                models,
                digests,
                sources,
                runId(conf, sources, models),
                wanted == null ? 2 * Session.cores(spark) : wanted,
                spark.sparkContext().collectionAccumulator("atelier.modelLoads"),
                progress);
    }

    List<ModelChoice> choices() {
        return choices(models);
    }

    private static List<ModelChoice> choices(Map<String, ModelSpec> models) {
        return models.values().stream()
                .map(m -> new ModelChoice(m.name(), m.digest(), m.precision(), m.settings()))
                .toList();
    }

    /** Executors' way to the embedder of that name; null for none. */
    EmbedderSource embedders(String name) {
        return name == null ? null : new PooledEmbedder(models.get(name), cache, modelLoads);
    }

    RunManifest manifest(RunConf conf, Config config, Instant start, List<FunnelRow> funnel) {
        List<String> loads = modelLoads.value().stream().sorted().toList();
        return new RunManifest(
                runId,
                conf.name(),
                start.toString(),
                Duration.between(start, Instant.now()).toMillis() / 1000.0,
                RunManifest.render(config),
                sourceDigests,
                models.values().stream()
                        .collect(Collectors.toMap(
                                ModelSpec::name,
                                m -> new RunManifest.LoadedModel(
                                        m.path(), m.digest(), m.precision().name(), m.settings()),
                                (a, b) -> a,
                                TreeMap::new)),
                loads,
                Determinism.of(spark.version(), conf.execution().intraOpThreads(), loads),
                funnel);
    }

    /** Everything that decides a row's bytes, and nothing of where or how it is computed. */
    private static String runId(RunConf conf, List<String> sources, Map<String, ModelSpec> models) {
        List<String> sections = Facts.of(conf.name(), conf.clean(), conf.plan(), conf.score(), conf.select());
        return "run-" + ContentId.of(sources, choices(models), sections).substring(0, RUN_ID_DIGITS);
    }
}
