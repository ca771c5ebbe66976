package dev.atelier.pipeline;

import dev.atelier.collect.SourceDigests;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.ModelSpec;
import dev.atelier.measures.Copyright;
import dev.atelier.stage.FilesRead;
import dev.atelier.worker.Worker;
import java.util.List;
import java.util.NavigableMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * What the configuration's names stand for, as it was found before the first row.
 *
 * @param models by name, digests read from the files and held against the lock
 * @param sources sha256 by file name
 * @param scoredWith files that section {@code score} names
 * @param copyright what is read of them before
 */
record Found(
        NavigableMap<String, ModelSpec> models,
        NavigableMap<String, String> sources,
        List<FilesRead> scoredWith,
        Copyright copyright) {
    /** Hex digits of a run id; Spark must not take it for a number when it reads folder names, hence the prefix. */
    private static final int RUN_ID_DIGITS = 16;

    static Found of(RunConf conf, NavigableMap<String, ModelSpec> models, Configuration hadoop) {
        return new Found(
                models,
                SourceDigests.of(conf.collect(), hadoop),
                conf.score().filesRead(hadoop),
                conf.score().copyright().read(hadoop));
    }

    List<ModelSpec> allModels() {
        return List.copyOf(models.values());
    }

    /** Those that scorers use. */
    List<ModelSpec> scoring(RunConf conf) {
        return conf.score().uses().keySet().stream().map(models::get).toList();
    }

    /** What every task that runs models is given. */
    Worker worker(RunConf conf, SparkSession spark) {
        return new Worker(
                models,
                FoundModels.cache(conf, spark.sparkContext().hadoopConfiguration()),
                conf.execution().modelBytes(),
                spark.sparkContext().collectionAccumulator("atelier.modelLoads"));
    }

    /** Of everything that decides a row's bytes, and nothing of where or how it is computed. */
    String runId(RunConf conf) {
        IdWriter id = IdWriter.of("run/1").text("name", conf.name());
        sources.forEach(id::text);
        conf.collect().sources().forEach(source -> id.part("source", source.written()));
        models.values().forEach(model -> id.part("model", model.written()));
        id.record("clean", conf.clean().traced(false))
                .record("plan", conf.plan())
                .record("select", conf.select());
        id.texts("blocklist", conf.score().blocklist());
        conf.score().uses().keySet().forEach(model -> id.text("scored with", model));
        if (conf.score().judge() != null) {
            id.record("judge", conf.score().judge());
        }
        if (conf.score().perplexity() != null) {
            id.text("perplexity", conf.score().perplexity());
        }
        scoredWith.forEach(files -> id.text(files.path().replaceFirst("score.", ""), files.digest()));
        return "run-" + id.id().substring(0, RUN_ID_DIGITS);
    }
}
