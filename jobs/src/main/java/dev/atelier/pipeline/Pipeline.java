package dev.atelier.pipeline;

import com.typesafe.config.Config;
import dev.atelier.clean.CleanStage;
import dev.atelier.collect.CollectStage;
import dev.atelier.domain.Modality;
import dev.atelier.generate.GenerateStage;
import dev.atelier.plan.PlanImageStage;
import dev.atelier.plan.PlanTextStage;
import dev.atelier.review.ReviewPage;
import dev.atelier.score.ScoreStage;
import dev.atelier.select.SelectStage;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Place;
import dev.atelier.stage.Tables;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** The whole way, from source files to the review table, in order. */
public final class Pipeline {
    private Pipeline() {}

    /** The steps: which stage reads which table, and what becomes of its outcome. */
    static List<Step> steps(RunConf conf, Parts the) {
        return List.of(
                new Step(
                        new CollectStage(conf.collect(), the.sourceDigests(), the.spark()),
                        null,
                        "raw_items",
                        "value.*",
                        the.sources()),
                new Step(new CleanStage(conf.clean()), "raw_items", "items", "value.*", Facts.of(conf.clean())),
                new Step(
                        new PlanTextStage(conf.plan(), the.choices()),
                        "items",
                        "requests/modality=text",
                        "inline(value.requests)",
                        Facts.of(conf.plan(), the.choices())),
                new Step(
                        generate(Modality.TEXT, conf.execution().textBatchSize(), the),
                        "requests/modality=text",
                        "artifacts/modality=text",
                        "value.*",
                        Facts.of()),
                new Step(
                        new PlanImageStage(
                                conf.plan(), the.choices(), () -> the.tables().read("artifacts/modality=text")),
                        "items",
                        "requests/modality=image",
                        "inline(value.requests)",
                        Facts.of(conf.plan(), the.choices())),
                new Step(
                        generate(Modality.IMAGE, conf.execution().imageBatchSize(), the),
                        "requests/modality=image",
                        "artifacts/modality=image",
                        "value.*",
                        Facts.of()),
                new Step(
                        new ScoreStage(
                                conf.score(),
                                the.tables(),
                                the.embedders(conf.score().embedder()),
                                conf.execution().scoreBatchSize()),
                        "artifacts",
                        "scores",
                        "value.*",
                        Facts.of(conf.score(), the.choices())),
                new Step(
                        new SelectStage(conf.select(), the.tables(), the.runId()),
                        "scores",
                        "review_items/run_id=" + the.runId(),
                        "value.*",
                        Facts.of(conf.select())));
    }

    /** Runs all of it under one folder; what is there already is not made again. */
    public static void run(Config config, String out, boolean retryFailed, PrintStream progress) {
        Instant start = Instant.now();
        RunConf conf = ConfReader.read(config, RunConf.class);
        var models = FoundModels.of(conf, SparkHadoopUtil.get().newConfiguration(new SparkConf()));
        SparkSession spark = Session.open(conf);
        RunLock lock = null;
        try {
            Configuration hadoop = spark.sparkContext().hadoopConfiguration();
            Place folder = OutputFolder.claim(out, conf, hadoop);
            lock = RunLock.take(folder, spark::stop);
            Tables tables = new Tables(spark, folder);
            Parts parts = Parts.of(conf, models, spark, tables, progress);
            List<FunnelRow> funnel = new Run(spark, tables, retryFailed, progress).take(steps(conf, parts));
            RunManifest manifest = parts.manifest(conf, config, start, funnel);
            tables.writeText("run.json", manifest.json());
            tables.writeText(
                    "contact-sheet.html",
                    ReviewPage.of(conf.review(), tables, parts.runId(), funnel, manifest.facts()));
            progress.println("review table   " + tables.root() + "/review_items/run_id=" + parts.runId());
            progress.println("contact sheet  " + tables.root() + "/contact-sheet.html");
        } finally {
            spark.stop();
            if (lock != null) {
                lock.close();
            }
        }
    }

    private static GenerateStage generate(Modality modality, int batchSize, Parts the) {
        return new GenerateStage(
                modality,
                the.models(),
                batchSize,
                the.partitions(),
                the.cache(),
                the.tables().root(),
                the.modelLoads(),
                the.progress());
    }
}
