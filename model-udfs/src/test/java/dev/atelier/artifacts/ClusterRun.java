package dev.atelier.artifacts;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.Origin;
import dev.atelier.domain.Precision;
import dev.atelier.domain.Target;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.WriteText;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.InFlight;
import dev.atelier.worker.Patience;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A driver with executors that are processes of their own: texts for so many prompts, one of which says what it does to the
 * process. Prints what became of each row that failed, and what it cost.
 */
final class ClusterRun {
    static final int ROWS = 60;
    static final int BATCH = 4;
    private static final int PARTITIONS = 4;
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(1));

    private ClusterRun() {}

    /** @param args a folder, and for each run what its one bad prompt does */
    public static void main(String[] args) throws Exception {
        String classPath = System.getProperty("java.class.path");
        SparkSession spark = SparkSession.builder()
                .master("local-cluster[2,2,600]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.executor.memory", "600m")
                .config("spark.executor.extraClassPath", classPath)
                .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC") // starts faster
                .getOrCreate();
        AtomicInteger lost = new AtomicInteger();
        spark.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
                lost.incrementAndGet();
            }
        });
        for (String does : List.of(args).subList(1, args.length)) {
            Path folder = Files.createDirectories(Path.of(args[0], does));
            run(spark, folder, does);
            spark.sparkContext().listenerBus().waitUntilEmpty();
            System.out.println(does + " lost " + lost.getAndSet(0) + " executors");
            System.out.println(does + " answered twice " + answeredTwice(folder.resolve("answered")));
        }
        spark.stop();
    }

    private static void run(SparkSession spark, Path folder, String does) {
        RunFolder run = new RunFolder(
                "file:" + folder, new HadoopFiles(spark.sparkContext().hadoopConfiguration()));
        OutcomeCodec<Artifact> codec = OutcomeCodec.of(Artifact.class);
        List<Outcome<Artifact>> outcomes = planned(spark, folder, run, does).collectAsList().stream()
                .map(codec::fromRow)
                .toList();
        System.out.println(does + " rows "
                + outcomes.stream().map(Outcome::rowId).distinct().count());
        outcomes.stream()
                .filter(outcome -> outcome.status() == Outcome.Status.FAILED)
                .forEach(
                        outcome -> System.out.println(does + " failed " + outcome.reasons() + " " + outcome.payload()));
    }

    private static Dataset<Row> planned(SparkSession spark, Path folder, RunFolder run, String does) {
        return requests(spark, does)
                .repartition(PARTITIONS, org.apache.spark.sql.functions.col("prompt"))
                .sortWithinPartitions("prompt")
                .mapPartitions(
                        new GenerateArtifacts(
                                Modality.TEXT,
                                new DeadlyWriter(folder.resolve("answered").toString()),
                                BATCH,
                                run,
                                false,
                                InFlight.planned(
                                        run, "text", spark.sparkContext().applicationId(), PATIENCE),
                                new Controls(
                                        spark.sparkContext().longAccumulator(),
                                        spark.sparkContext().longAccumulator(),
                                        null)),
                        OutcomeCodec.of(Artifact.class).encoder());
    }

    private static Dataset<Row> requests(SparkSession spark, String does) {
        RowCodec<GenerationRequest> codec = RowCodec.of(GenerationRequest.class);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            String prompt = "thing " + (100 + i) + (i == ROWS / 2 ? " that " + does : "");
            rows.add(codec.toRow(GenerationRequest.of(
                    new Target("item" + i, "title", 0),
                    new WriteText(null, prompt, TextParameters.greedy(3)),
                    new ModelRef("writer", "d", "p", Precision.FP32),
                    1,
                    new Origin("t", "v", null))));
        }
        return spark.createDataFrame(rows, codec.schema());
    }

    private static long answeredTwice(Path answered) throws IOException {
        List<String> prompts = Files.readAllLines(answered);
        return prompts.size() - prompts.stream().distinct().count();
    }
}
