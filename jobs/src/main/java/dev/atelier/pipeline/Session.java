package dev.atelier.pipeline;

import dev.atelier.worker.HadoopFiles;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a run: what spark-submit says goes before what the configuration says. */
final class Session {
    private static final String THREADS = "ai.djl.pytorch.num_threads";
    private static final String INTEROP_THREADS = "ai.djl.pytorch.num_interop_threads";
    private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";
    /** Spark's generated code for wide rows is longer than what the JVM compiles by default. */
    private static final String COMPILE_ALL = "-XX:-DontCompileHugeMethods";

    private static final int LEAST_SECONDS = 2; // as often as progress is printed
    private static final int MOST_SECONDS = 10;
    private static final int HEARTBEATS_A_SECOND = 1_000;

    private Session() {}

    static SparkSession open(RunConf conf) {
        // libtorch reads its thread counts once, when the engine starts: here for local runs, there for executors
        String threads = Integer.toString(conf.execution().intraOpThreads());
        System.setProperty(THREADS, threads);
        System.setProperty(INTEROP_THREADS, "1");
        SparkConf settings = new SparkConf()
                .setIfMissing("spark.master", conf.execution().master())
                .setIfMissing("spark.app.name", "atelier " + conf.name())
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.ui.showConsoleProgress", "false")
                // ten thousand tasks that end at once are twenty thousand events, twice what Spark lets wait; an empty
                // queue is small
                .setIfMissing("spark.scheduler.listenerbus.eventqueue.capacity", "100000")
                // each executor that dies takes shuffled requests along, and its stage begins again
                .setIfMissing("spark.stage.maxConsecutiveAttempts", "100")
                .setIfMissing("spark.sql.session.timeZone", "UTC")
                .setIfMissing("spark.sql.parquet.compression.codec", "zstd");
        HadoopFiles.SMALL_FILES.forEach((key, value) -> settings.setIfMissing("spark.hadoop." + key, value));
        settings.setIfMissing("spark.executor.heartbeatInterval", heartbeatSeconds(settings) + "s");
        settings.set(
                EXECUTOR_OPTIONS,
                (COMPILE_ALL + " " + settings.get(EXECUTOR_OPTIONS, "") + " -D" + THREADS + "=" + threads + " -D"
                                + INTEROP_THREADS + "=1")
                        .strip());
        SparkSession spark = SparkSession.builder().config(settings).getOrCreate();
        if (!settings.contains("spark.sql.shuffle.partitions")) {
            spark.conf().set("spark.sql.shuffle.partitions", Math.max(2, cores(spark)));
        }
        return spark;
    }

    /**
     * Progress travels with heartbeats, and the driver answers them one by one: two seconds, more with so many executors
     * that a thousand a second would not do, and Spark's own ten at most.
     */
    static int heartbeatSeconds(SparkConf settings) {
        int cores = settings.getInt("spark.executor.cores", 1);
        int executors = Math.max(
                Math.max(
                        settings.getInt("spark.executor.instances", 0),
                        settings.getInt("spark.cores.max", 0) / Math.max(1, cores)),
                settings.getInt("spark.dynamicAllocation.maxExecutors", 0));
        return Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, executors / HEARTBEATS_A_SECOND));
    }

    /** For work on what is there, without models. */
    static SparkSession forUpkeep() {
        SparkConf settings = new SparkConf()
                .setIfMissing("spark.master", "local[*]")
                .setIfMissing("spark.app.name", "atelier upkeep")
                .setIfMissing("spark.sql.shuffle.partitions", "8")
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.ui.showConsoleProgress", "false")
                .setIfMissing("spark.sql.session.timeZone", "UTC")
                .setIfMissing("spark.sql.parquet.compression.codec", "zstd");
        return SparkSession.builder().config(settings).getOrCreate();
    }

    /** Task slots that Spark has now. */
    private static int cores(SparkSession spark) {
        return Math.max(1, spark.sparkContext().defaultParallelism());
    }

    /** Tasks of a generation stage. */
    static int partitions(RunConf conf, SparkSession spark) {
        Integer wanted = conf.execution().partitions();
        return wanted == null ? 2 * cores(spark) : wanted;
    }
}
