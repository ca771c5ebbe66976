package dev.atelier.generate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.substring_index;

import dev.atelier.artifacts.ArtifactStore;
import dev.atelier.artifacts.GenerateArtifacts;
import dev.atelier.artifacts.LostPictures;
import dev.atelier.artifacts.ReusedArtifact;
import dev.atelier.artifacts.StoredArtifacts;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Modality;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.DeviceTasks;
import dev.atelier.stage.Input;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Output;
import dev.atelier.stage.Place;
import dev.atelier.stage.Progress;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import dev.atelier.worker.InFlight;
import dev.atelier.worker.KeptLines;
import dev.atelier.worker.Makers;
import dev.atelier.worker.Patience;
import dev.atelier.worker.Worker;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/**
 * Requests to artifacts. What was ever made under this folder for the same ask is taken from the store; the rest is made
 * now, once, by tasks of about equal size.
 */
public final class GenerateStage implements Stage {
    private final Modality modality;
    private final Worker worker;
    private final int batchSize;
    private final int partitions;
    private final Patience patience;
    private final PrintStream out;

    public GenerateStage(
            Modality modality, Worker worker, int batchSize, int partitions, Patience patience, PrintStream out) {
        this.modality = modality;
        this.worker = worker;
        this.batchSize = batchSize;
        this.partitions = partitions;
        this.patience = patience;
        this.out = out;
    }

    @Override
    public String name() {
        return modality == Modality.TEXT ? "generate-text" : "generate-images";
    }

    @Override
    public List<Input> inputs() {
        return List.of(Nouns.requests(modality));
    }

    @Override
    public Output output() {
        return Output.rows(Nouns.artifacts(modality));
    }

    /** None: everything that decides an artifact stands in its request. */
    @Override
    public void facts(IdWriter facts) {}

    @Override
    public Dataset<Row> apply(Tables tables) {
        Dataset<Row> requests = tables.read(Nouns.requests(modality));
        ArtifactStore store = new ArtifactStore(tables.folder(), modality);
        if (store.lines().compact(KeptLines.MOST_FILES) == 0) {
            return made(requests, tables);
        }
        OutcomeCodec<Artifact> codec = OutcomeCodec.of(Artifact.class);
        Dataset<Row> stored = tables.spark()
                .read()
                .textFile(Place.literal(store.lines().folder()))
                .flatMap(new StoredArtifacts(tables.folder()), StoredArtifacts.encoder())
                .dropDuplicates(Nouns.ASK_ID);
        Dataset<Row> reused = requests.select(Nouns.REQUESTS.as("request"))
                .join(stored, col("request." + Nouns.ASK_ID).equalTo(col(Nouns.ASK_ID)))
                .map(new ReusedArtifact(), codec.encoder());
        Dataset<Row> missing = requests.join(stored.select(Nouns.ASK_ID), Nouns.ASK_ID, "left_anti");
        return reused.union(made(missing, tables));
    }

    @Override
    public Optional<String> lost(Tables tables) {
        if (modality == Modality.TEXT) {
            return Optional.empty();
        }
        tables.spark().sparkContext().setJobDescription(name() + ": pictures that are there");
        Column folder = substring_index(col(Nouns.URI), "/", 2); // files/ab
        long lost = tables.read(Nouns.artifacts(modality))
                .select(Nouns.URI, Nouns.SIZE_BYTES)
                .repartition(partitions, folder)
                .sortWithinPartitions(Nouns.URI)
                .mapPartitions(new LostPictures(tables.folder()), Encoders.STRING())
                .count();
        return lost == 0
                ? Optional.empty()
                : Optional.of("files of " + lost + " pictures were gone or had another length; drawn again");
    }

    @Override
    public long found(Tables tables) {
        return InFlight.found(tables.folder(), modality.word());
    }

    @Override
    public void done(Tables tables) {
        InFlight.clear(tables.folder(), modality.word());
    }

    private Dataset<Row> made(Dataset<Row> requests, Tables tables) {
        InFlight inFlight = InFlight.planned(
                tables.folder(), modality.word(), tables.spark().sparkContext().applicationId(), patience);
        LongAccumulator done = Progress.watch(tables.spark().sparkContext(), name(), requests.count(), out);
        Dataset<Row> dealt = requests
                // rows that ask for the same meet, and those with the same beginning of the prompt stand side by side
                .repartition(partitions, col(Nouns.PROMPT))
                .sortWithinPartitions(Nouns.TEMPLATE, Nouns.PROMPT, Nouns.ASK_ID);
        return DeviceTasks.map(
                dealt,
                new GenerateArtifacts(modality, new Makers.Pooled(worker), batchSize, tables.folder(), inFlight, done),
                OutcomeCodec.of(Artifact.class).schema());
    }
}
