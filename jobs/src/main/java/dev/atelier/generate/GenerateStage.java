package dev.atelier.generate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring_index;

import dev.atelier.artifacts.ArtifactStore;
import dev.atelier.artifacts.Controls;
import dev.atelier.artifacts.GenerateArtifacts;
import dev.atelier.artifacts.LostPictures;
import dev.atelier.artifacts.NotAsked;
import dev.atelier.artifacts.ReusedArtifact;
import dev.atelier.artifacts.StoredArtifacts;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Modality;
import dev.atelier.pictures.AlteredPictures;
import dev.atelier.pictures.DeletePictures;
import dev.atelier.pictures.JoinPictures;
import dev.atelier.pictures.PictureForm;
import dev.atelier.pictures.PictureScan;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.DeviceTasks;
import dev.atelier.stage.Input;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Output;
import dev.atelier.stage.Pass;
import dev.atelier.stage.Place;
import dev.atelier.stage.Progress;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import dev.atelier.worker.Brake;
import dev.atelier.worker.InFlight;
import dev.atelier.worker.KeptLines;
import dev.atelier.worker.Makers;
import dev.atelier.worker.Patience;
import dev.atelier.worker.Worker;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
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
    private final Pass pass;
    private final Worker worker;
    private final Layout layout;
    private final Spending spending;
    private final PrintStream out;

    /**
     * How the work is laid out; no byte of a result depends on it.
     *
     * @param batchSize requests that go through the model together
     * @param partitions tasks
     * @param pictures how new pictures are laid down
     * @param patience with a model that gives no answer
     */
    public record Layout(int batchSize, int partitions, PictureForm pictures, Patience patience) {}

    /** @param spending of the whole run */
    public GenerateStage(
            Modality modality, Pass pass, Worker worker, Layout layout, Spending spending, PrintStream out) {
        this.modality = modality;
        this.pass = pass;
        this.worker = worker;
        this.layout = layout;
        this.spending = spending;
        this.out = out;
    }

    @Override
    public String name() {
        return pass.named("generate", modality);
    }

    @Override
    public List<Input> inputs() {
        return List.of(pass.requests(modality));
    }

    @Override
    public Output output() {
        return Output.rows(pass.artifacts(modality));
    }

    /** Everything that decides an artifact stands in its request; the budget decides how many there are. */
    @Override
    public void facts(IdWriter facts) {
        facts.record("budget", spending.budget().isNone() ? null : spending.budget());
    }

    @Override
    public Dataset<Row> apply(Tables tables) {
        Dataset<Row> requests = tables.read(pass.requests(modality));
        ArtifactStore store = new ArtifactStore(tables.folder(), modality);
        if (store.lines().compact(KeptLines.MOST_FILES) == 0) {
            long count = requests.count();
            return made(requests, count, layout.pictures().isTable(count), tables);
        }
        OutcomeCodec<Artifact> codec = OutcomeCodec.of(Artifact.class);
        Dataset<Row> stored = tables.spark()
                .read()
                .option("recursiveFileLookup", true)
                .textFile(Place.literal(store.lines().folder()))
                .flatMap(new StoredArtifacts(tables.folder()), StoredArtifacts.encoder())
                .dropDuplicates(Nouns.ASK_ID);
        if (modality == Modality.IMAGE) {
            new DeletePictures(tables.folder()).damaged(tables.spark());
            stored = thoseThatAreThere(stored, tables);
        }
        Dataset<Row> reused = requests.select(Nouns.REQUESTS.as("request"))
                .join(stored, col("request." + Nouns.ASK_ID).equalTo(col(Nouns.ASK_ID)))
                .map(new ReusedArtifact(), codec.encoder());
        Dataset<Row> missing = requests.join(stored.select(Nouns.ASK_ID), Nouns.ASK_ID, "left_anti");
        boolean table = modality == Modality.IMAGE && layout.pictures().isTable(requests.count());
        return reused.union(made(missing, missing.count(), table, tables));
    }

    /** Without pictures that the table of pictures should have and has not. */
    private static Dataset<Row> thoseThatAreThere(Dataset<Row> stored, Tables tables) {
        Column uri = col("artifact." + Nouns.URI);
        Dataset<Row> there = PictureScan.of(tables.folder(), tables.spark()).dropDuplicates(PictureScan.URI);
        return stored.join(there, sameIn(there, uri, col("artifact." + Nouns.SIZE_BYTES)), "left")
                .where(not(uri.startsWith(PictureScan.TABLE))
                        .or(there.col(PictureScan.URI).isNotNull()))
                .select(stored.col("*"));
    }

    /** Whether a row of the table of pictures is this picture. */
    private static Column sameIn(Dataset<Row> there, Column uri, Column sizeBytes) {
        return uri.equalTo(there.col(PictureScan.URI)).and(sizeBytes.equalTo(there.col(PictureScan.SIZE_BYTES)));
    }

    @Override
    public long removeAltered(Tables tables) {
        if (modality == Modality.TEXT || !pass.isFirst(modality)) { // one look at all pictures is enough
            return 0;
        }
        tables.spark().sparkContext().setJobDescription(name() + ": digests of pictures");
        return new AlteredPictures(tables.folder()).delete(tables.spark());
    }

    @Override
    public Optional<String> lost(Tables tables) {
        if (modality == Modality.TEXT) {
            return Optional.empty();
        }
        tables.spark().sparkContext().setJobDescription(name() + ": pictures that are there");
        Dataset<Row> all = tables.read(pass.artifacts(modality)).select(Nouns.URI, Nouns.SIZE_BYTES);
        Column folder = substring_index(col(Nouns.URI), "/", 2); // files/ab
        Column inTable = col(Nouns.URI).startsWith(PictureScan.TABLE);
        Dataset<String> files = all.where(not(inTable))
                .repartition(layout.partitions(), folder)
                .sortWithinPartitions(Nouns.URI)
                .mapPartitions(new LostPictures(tables.folder()), Encoders.STRING());
        Dataset<Row> there = PictureScan.of(tables.folder(), tables.spark());
        long lost = all.where(inTable)
                .join(there, sameIn(there, all.col(Nouns.URI), all.col(Nouns.SIZE_BYTES)), "left_anti")
                .select(Nouns.URI)
                .as(Encoders.STRING())
                .union(files)
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
        spending.end(tables.notes());
        brake(tables).release();
        InFlight.clear(tables.folder(), modality.word());
        if (modality == Modality.IMAGE) {
            tables.spark().sparkContext().setJobDescription(name() + ": small files of pictures are joined");
            new JoinPictures(tables.folder()).ifMany(JoinPictures.MOST_FILES, tables.spark());
        }
    }

    private Brake brake(Tables tables) {
        return new Brake(tables.folder(), modality.word());
    }

    /** As many as the budget has pictures left for are made; the others are not asked. */
    private Dataset<Row> made(Dataset<Row> requests, long count, boolean table, Tables tables) {
        long left = modality == Modality.TEXT ? Long.MAX_VALUE : spending.picturesLeft(tables.notes(), tables.number());
        if (count <= left) {
            return madeAll(requests, count, table, tables);
        }
        Dataset<Row> asked = requests.orderBy(Nouns.ITEM_ID, Nouns.FIELD, Nouns.CANDIDATE, Nouns.REQUEST_ID)
                .limit((int) left);
        Dataset<Row> notAsked = requests.join(asked.select(Nouns.REQUEST_ID), Nouns.REQUEST_ID, "left_anti")
                .select(Nouns.REQUESTS.columns());
        return madeAll(asked, left, table, tables)
                .union(notAsked.map(
                        new NotAsked(), OutcomeCodec.of(Artifact.class).encoder()));
    }

    private Dataset<Row> madeAll(Dataset<Row> requests, long count, boolean table, Tables tables) {
        SparkContext spark = tables.spark().sparkContext();
        InFlight inFlight =
                InFlight.planned(tables.folder(), modality.word(), spark.applicationId(), layout.patience());
        LongAccumulator done = Progress.watch(spark, name(), count, out);
        LongAccumulator tokens = spark.longAccumulator("atelier." + name() + ".tokens");
        Brake brake = spending.budget().isNone() ? null : brake(tables);
        if (brake != null) {
            brake.release(); // of a run that was killed
            spending.begin(
                    spark,
                    tables.notes(),
                    tables.number(),
                    modality,
                    done.name().get(),
                    tokens.name().get(),
                    brake);
        }
        Dataset<Row> dealt = requests
                // rows that ask for the same meet, and those with the same beginning of the prompt stand side by side
                .repartition(layout.partitions(), col(Nouns.PROMPT))
                .sortWithinPartitions(Nouns.TEMPLATE, Nouns.PROMPT, Nouns.ASK_ID);
        return DeviceTasks.map(
                dealt,
                new GenerateArtifacts(
                        modality,
                        new Makers.Pooled(worker),
                        layout.batchSize(),
                        tables.folder(),
                        table,
                        inFlight,
                        new Controls(done, tokens, brake)),
                OutcomeCodec.of(Artifact.class).schema());
    }
}
