package dev.atelier.pipeline;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import dev.atelier.domain.Modality;
import dev.atelier.plan.PlanConf;
import dev.atelier.plan.PlanStage;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Pass;
import dev.atelier.stage.Place;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/**
 * What a run would ask for: all rows are collected, cleaned and planned in a folder of its own, which is deleted at the end.
 * With a sample its items go the whole way, and what they took is scaled to all items.
 *
 * @param sample items; null for none
 * @param progress where the stages say how far they are
 */
record Estimate(Config config, Integer sample, PrintStream progress) {
    /** @param work the folder; null for a local one */
    void tell(String work, PrintStream out) {
        Secrets.check(config);
        RunConf conf = ConfReader.read(
                sample == null ? config : config.withValue("plan.sample", ConfigValueFactory.fromAnyRef(sample)),
                RunConf.class);
        Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
        Found found = Found.of(conf, FoundModels.of(conf, hadoop), hadoop);
        Place folder = folder(work, hadoop);
        SparkSession spark = Session.open(conf);
        try {
            tell(conf, found, new Tables(spark, folder), out);
        } finally {
            delete(folder);
            spark.stop();
        }
    }

    void tell(RunConf conf, Found found, Tables tables, PrintStream out) {
        SparkSession spark = tables.spark();
        List<Stage> stages =
                Pipeline.stages(conf, found, found.worker(conf, spark), Session.partitions(conf, spark), progress);
        List<FunnelRow> funnel = new Run(tables, new Run.How(false, false), progress)
                .take(sample == null ? planned(stages, conf.plan()) : stages);
        new Costs(conf, tables, funnel).tell(out, sample == null);
    }

    /** What needs no model: to the plans of the first pass. */
    private static List<Stage> planned(List<Stage> stages, PlanConf plan) {
        Pass first = plan.passes().get(0);
        List<String> plans = List.of(first.named("plan", Modality.TEXT), first.named("plan", Modality.IMAGE));
        return stages.stream()
                .filter(stage -> List.of("collect", "clean").contains(stage.name())
                        || (stage instanceof PlanStage
                                && plans.contains(stage.name())
                                && stage.inputs().size() == 1))
                .toList();
    }

    private static Place folder(String work, Configuration hadoop) {
        try {
            String name = work == null
                    ? Files.createTempDirectory("atelier-estimate").toUri().toString()
                    : work;
            Place place = Place.of("--work", name, hadoop);
            if (work != null && place.files().exists(place.path())) {
                throw new ConfError(
                        "Invalid --work: " + work + " (is there already, and would be deleted: name a new folder)");
            }
            return place;
        } catch (IOException e) {
            throw new ConfError("Cannot write to --work " + work + ": " + e.getMessage() + " (name another folder)", e);
        }
    }

    private static void delete(Place folder) {
        try {
            folder.files().delete(folder.path(), true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder.path() + ": " + e.getMessage(), e);
        }
    }
}
