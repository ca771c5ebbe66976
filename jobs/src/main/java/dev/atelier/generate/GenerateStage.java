package dev.atelier.generate;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelSpec;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.Place;
import dev.atelier.stage.Progress;
import dev.atelier.stage.Stage;
import dev.atelier.udf.ArtifactStore;
import dev.atelier.udf.GenerateArtifacts;
import dev.atelier.udf.HadoopFiles;
import dev.atelier.udf.InFlight;
import dev.atelier.udf.ModelCache;
import dev.atelier.udf.StoredArtifacts;
import java.io.PrintStream;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * Requests to artifacts. What an earlier run under this folder has made, by request id, is taken from the store; the rest
 * is made now, once, by tasks of about equal size.
 */
public final class GenerateStage implements Stage {
    /** Files of the store above which they are joined: listing them would cost more than reading. */
    private static final int STORE_FILES = 500;

    private final Modality modality;
    private final Map<String, ModelSpec> models;
    private final int batchSize;
    private final int partitions;
    private final ModelCache cache;
    private final String runFolder;
    private final CollectionAccumulator<String> loads;
    private final PrintStream out;

    public GenerateStage(
            Modality modality,
            Map<String, ModelSpec> models,
            int batchSize,
            int partitions,
            ModelCache cache,
            String runFolder,
            CollectionAccumulator<String> loads,
            PrintStream out) {
        this.modality = modality;
        this.models = models;
        this.batchSize = batchSize;
        this.partitions = partitions;
        this.cache = cache;
        this.runFolder = runFolder;
        this.loads = loads;
        this.out = out;
    }

    @Override
    public String name() {
        return modality == Modality.TEXT ? "generate-text" : "generate-images";
    }

    @Override
    public Dataset<Row> apply(Dataset<Row> requests) {
        SparkSession spark = requests.sparkSession();
        HadoopFiles hadoop = new HadoopFiles(spark.sparkContext().hadoopConfiguration());
        ArtifactStore store = new ArtifactStore(runFolder + "/.store/" + modality.word(), hadoop);
        InFlight inFlight = new InFlight(store.folder() + "-in-flight", hadoop);
        store.create();
        store.compact(STORE_FILES);
        OutcomeCodec<Artifact> codec = OutcomeCodec.of(Artifact.class);
        Dataset<Row> stored = spark.read()
                .text(Place.literal(store.folder()))
                .mapPartitions(new StoredArtifacts(runFolder, hadoop), codec.encoder())
                .dropDuplicates("row_id");
        Dataset<Row> reused = stored.join(requests.selectExpr("request_id as row_id"), "row_id");
        Dataset<Row> known = stored.selectExpr("row_id as known_id");
        Dataset<Row> missing = requests.join(
                        known, requests.col("request_id").equalTo(known.col("known_id")), "left_anti")
                .repartition(partitions, requests.col("item_id"))
                // neighbours that share a template, then a prompt, share the work on its beginning
                .sortWithinPartitions("template", "item_id", "candidate");
        LongAccumulator done = Progress.watch(spark.sparkContext(), name(), missing.count(), out);
        return reused.union(missing.mapPartitions(
                new GenerateArtifacts(
                        modality, models, batchSize, cache, store, inFlight, runFolder, hadoop, done, loads),
                codec.encoder()));
    }
}
