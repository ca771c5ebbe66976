package dev.atelier.pipeline;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.atelier.clean.CleanConf;
import dev.atelier.clean.CleanStage;
import dev.atelier.collect.CollectConf;
import dev.atelier.collect.CollectStage;
import dev.atelier.collect.SourceDigests;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Tables;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** The first two stages alone, as a run takes them: how long they take and how much memory. Run by scripts/bench/clean.sh. */
final class CollectAndClean {
    private CollectAndClean() {}

    /** @param args the configuration, whose sections collect and clean are read; a folder; Spark's master */
    public static void main(String[] args) {
        Config config = ConfigFactory.parseFile(new File(args[0])).resolve();
        CollectConf collect = ConfReader.read(config.getConfig("collect").atKey("c"), Collect.class)
                .c();
        CleanConf clean = ConfReader.read(config.getConfig("clean").atKey("c"), Clean.class)
                .c();
        SparkSession spark = SparkSession.builder()
                .master(args[2])
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.local.dir", args[1] + "/spark")
                .config("spark.sql.shuffle.partitions", args[2].replaceAll("\\D", ""))
                .getOrCreate();
        Tables tables = new Tables(spark, args[1] + "/out");
        var digests = SourceDigests.of(collect, spark.sparkContext().hadoopConfiguration());
        List<FunnelRow> funnel = new Run(tables, new Run.How(false, false), System.out)
                .take(List.of(new CollectStage(collect, digests), new CleanStage(clean, CodeDigest.ofThisJar())));
        double seconds = funnel.stream().mapToDouble(FunnelRow::seconds).sum();
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().contains("Old"))
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(peak -> peak.getUsed())
                .sum();
        System.out.printf(
                "%d rows, %.0f rows/s, %.0f s of processors, at most %d MB in the old generation%n",
                funnel.get(0).in(),
                funnel.get(0).in() / seconds,
                ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                                .getProcessCpuTime()
                        / 1e9,
                heap >> 20);
        spark.stop();
    }

    record Collect(CollectConf c) {}

    record Clean(CleanConf c) {}
}
