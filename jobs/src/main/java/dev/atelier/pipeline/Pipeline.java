package dev.atelier.pipeline;

import com.typesafe.config.Config;
import dev.atelier.clean.CleanStage;
import dev.atelier.collect.CollectStage;
import dev.atelier.domain.Modality;
import dev.atelier.generate.GenerateStage;
import dev.atelier.generate.Spending;
import dev.atelier.plan.PlanStage;
import dev.atelier.review.ReviewPage;
import dev.atelier.score.ScoreStage;
import dev.atelier.select.FieldDiversity;
import dev.atelier.select.RunDiversity;
import dev.atelier.select.SelectStage;
import dev.atelier.select.SelectedSoFar;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Input;
import dev.atelier.stage.Pass;
import dev.atelier.stage.Place;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import dev.atelier.worker.Worker;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** The whole way, from source files to the review table, in order. */
public final class Pipeline {
    static final String MANIFEST = "run.json";
    private static final String SHEET = "contact-sheet.html";

    private Pipeline() {}

    /** The stages; each says what it reads and what it writes. */
    static List<Stage> stages(RunConf conf, Found found, Worker worker, int partitions, PrintStream progress) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new CollectStage(conf.collect(), found.sources()));
        stages.add(new CleanStage(conf.clean(), CodeDigest.ofThisJar()));
        Spending spending = new Spending(conf.budget(), conf.prices(), progress);
        for (Pass pass : conf.plan().passes()) {
            for (Modality modality : Modality.values()) {
                if (pass.makes(modality)) {
                    stages.add(plan(conf, found, pass, modality));
                    stages.add(new GenerateStage(
                            modality, pass, worker, conf.execution().layout(modality, partitions), spending, progress));
                }
            }
            stages.add(score(conf, found, pass, worker));
        }
        stages.add(new SelectStage(conf.select(), found.runId(conf)));
        return stages;
    }

    /** In words, where there is more than one. */
    static List<String> passes(RunConf conf) {
        List<Pass> passes = conf.plan().passes();
        return passes.size() == 1
                ? List.of()
                : passes.stream()
                        .map(pass -> pass.named("pass").replaceFirst("^pass$", "pass-1") + ": "
                                + conf.plan().words(pass) + "; then " + pass.named("score"))
                        .toList();
    }

    private static Stage plan(RunConf conf, Found found, Pass pass, Modality modality) {
        return new PlanStage(
                conf.plan(),
                modality,
                pass,
                found.allModels(),
                conf.collect().mappedAttributes(),
                new SelectedSoFar(conf.select()));
    }

    private static Stage score(RunConf conf, Found found, Pass pass, Worker worker) {
        return new ScoreStage(
                pass,
                conf.score(),
                found.scoredWith(),
                found.scoring(conf),
                conf.score().setup(worker, conf.clean().personalData(), found.copyright()),
                conf.execution().scoreBatchSize(),
                conf.execution().patience());
    }

    /** Runs all of it under one folder; what is there already is not made again. */
    public static void run(Config config, String out, Run.How how, PrintStream progress) {
        Instant start = Instant.now();
        Secrets.check(config);
        RunConf conf = ConfReader.read(config, RunConf.class);
        // whatever is refused is so before Spark starts, and leaves no folder behind
        Configuration asSubmitted = SparkHadoopUtil.get().newConfiguration(new SparkConf());
        var models = FoundModels.of(conf, asSubmitted);
        OutputFolder.check(out, conf, asSubmitted);
        Found found = Found.of(conf, models, asSubmitted);
        conf.idle().ifPresent(progress::println);
        SparkSession spark = Session.open(conf);
        RunLock lock = null;
        try {
            Configuration hadoop = spark.sparkContext().hadoopConfiguration();
            Place folder = OutputFolder.claim(out, conf, hadoop);
            lock = RunLock.take(folder, spark::stop);
            OutputFolder.renew(folder, progress);
            Tables tables = new Tables(spark, folder);
            tables.folder().clearPending();
            Worker worker = found.worker(conf, spark);
            List<Stage> stages = stages(conf, found, worker, Session.partitions(conf, spark), progress);
            passes(conf).forEach(progress::println);
            List<FunnelRow> funnel = new Run(tables, how, progress).take(stages);
            spark.sparkContext().setJobDescription("diversity of the selected texts");
            List<FieldDiversity> diversity = RunDiversity.of(tables, found.runId(conf));
            RunManifest manifest =
                    RunManifest.of(conf, config, found, worker, spark.version(), start, funnel, diversity);
            spark.sparkContext().setJobDescription("contact sheet: rows that it shows");
            String sheet = ReviewPage.of(conf.review(), tables, manifest.runId(), funnel, manifest.facts());
            publish(folder, tables, manifest, sheet);
            Input review = stages.get(stages.size() - 1).output().to();
            progress.println("review table   " + tables.root() + "/"
                    + tables.versions().get(review.path()).folder());
            progress.println("contact sheet  " + tables.root() + "/contact-sheet.html");
        } finally {
            spark.stop();
            if (lock != null) {
                lock.close();
            }
        }
    }

    /** Makes the run the current one, unless it consists of what the current one consists of. */
    private static void publish(Place folder, Tables tables, RunManifest manifest, String sheet) {
        Runs runs = new Runs(folder);
        Snapshot run = new Snapshot(tables.number(), manifest.runId(), manifest.startedAt(), tables.versions());
        if (!runs.isCurrent(run.tables())) {
            tables.notes().write(Runs.path(run.number(), MANIFEST), manifest.json());
            tables.notes().write(Runs.path(run.number(), SHEET), sheet);
            runs.publish(run);
        }
        tables.notes().write(MANIFEST, manifest.json());
        tables.notes().write(SHEET, sheet);
    }
}
