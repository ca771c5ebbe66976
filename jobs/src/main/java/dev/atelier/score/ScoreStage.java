package dev.atelier.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;

import dev.atelier.domain.DeviceWish;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Score;
import dev.atelier.measures.KeptFindings;
import dev.atelier.measures.Scorable;
import dev.atelier.measures.ScoreArtifacts;
import dev.atelier.measures.Scorers;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.DeviceTasks;
import dev.atelier.stage.FilesRead;
import dev.atelier.stage.Input;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Output;
import dev.atelier.stage.Pass;
import dev.atelier.stage.Place;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Table;
import dev.atelier.stage.Tables;
import dev.atelier.worker.InFlight;
import dev.atelier.worker.KeptLines;
import dev.atelier.worker.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Artifacts to numbers. Each artifact meets its request and its item, and every scorer of its modality. Nothing is dropped:
 * only a row that cannot be read fails.
 */
public final class ScoreStage implements Stage {
    private final Pass pass;
    private final ScoreConf conf;
    private final List<FilesRead> files;
    private final List<ModelSpec> models;
    private final Scorers.Setup setup;
    private final int batchSize;
    private final Patience patience;

    /**
     * @param files that {@code conf} names, by content
     * @param models that scorers use
     * @param setup what scorers are made with, as {@link ScoreConf#setup} gives it
     * @param batchSize artifacts scored together; no result depends on it
     * @param patience with a model that gives no answer
     */
    public ScoreStage(
            Pass pass,
            ScoreConf conf,
            List<FilesRead> files,
            List<ModelSpec> models,
            Scorers.Setup setup,
            int batchSize,
            Patience patience) {
        this.pass = pass;
        this.conf = conf;
        this.files = List.copyOf(files);
        this.models = List.copyOf(models);
        this.setup = setup;
        this.batchSize = batchSize;
        this.patience = patience;
    }

    @Override
    public String name() {
        return pass.named("score");
    }

    @Override
    public List<Input> inputs() {
        List<Input> inputs = new ArrayList<>(List.of(made()));
        inputs.addAll(List.of(asked()));
        inputs.add(Nouns.ITEMS);
        inputs.addAll(files);
        return inputs;
    }

    /** Its pass's artifacts. */
    private Input[] made() {
        return parts(pass::artifacts);
    }

    private Input[] asked() {
        return parts(pass::requests);
    }

    private Input[] parts(Function<Modality, Table.Part> of) {
        return Stream.of(Modality.values()).filter(pass::makes).map(of).toArray(Input[]::new);
    }

    @Override
    public Output output() {
        return Output.rows(pass.scores());
    }

    @Override
    public void facts(IdWriter facts) {
        facts.texts("blocklist", conf.blocklist());
        facts.texts("requiredAttributes", conf.requiredAttributes());
        if (conf.judge() != null) {
            facts.record("judge", conf.judge());
        }
        if (conf.perplexity() != null) {
            facts.text("perplexity", conf.perplexity());
        }
        facts.texts("phoneRegions", setup.personal().phoneRegions());
        facts.texts("personalNumbers", setup.personal().countries());
        facts.record("reference", conf.reference());
        models.forEach(model -> facts.part("model", model.written()));
    }

    @Override
    public Dataset<Row> apply(Tables tables) {
        InFlight inFlight = InFlight.planned(
                tables.folder(), name(), tables.spark().sparkContext().applicationId(), patience);
        Dataset<Row> scorable = withFindings(withPassages(withReferences(joined(tables), tables), tables), tables)
                // rows that go through one model stand together
                .sortWithinPartitions(col(of(Scorable.ARTIFACT, Nouns.TEXT)).isNull(), size(col(Scorable.FINDINGS)));
        ScoreArtifacts score = new ScoreArtifacts(withPictures(tables), batchSize, tables.folder(), inFlight);
        OutcomeCodec<Score> codec = OutcomeCodec.of(Score.class);
        // embeddings are quick on a CPU: they keep no other task from its core unless a model must have a GPU
        return models.stream().anyMatch(model -> model.device() == DeviceWish.GPU)
                ? DeviceTasks.map(scorable, score, codec.schema())
                : scorable.mapPartitions(score, codec.encoder());
    }

    @Override
    public long found(Tables tables) {
        return InFlight.found(tables.folder(), name());
    }

    @Override
    public void done(Tables tables) {
        InFlight.clear(tables.folder(), name());
    }

    /** Each artifact with its request and its item. */
    private Dataset<Row> joined(Tables tables) {
        Column request = col(of(Scorable.ARTIFACT, Nouns.REQUEST_ID));
        Column item = col(of(Scorable.ARTIFACT, Nouns.ITEM_ID));
        return tables.read(made())
                .select(Nouns.ARTIFACTS.as(Scorable.ARTIFACT))
                .join(
                        tables.read(asked()).select(Nouns.REQUESTS.as(Scorable.REQUEST)),
                        request.equalTo(col(of(Scorable.REQUEST, Nouns.REQUEST_ID))),
                        "left")
                .join(
                        tables.read(Nouns.ITEMS).select(Nouns.ITEMS.as(Scorable.ITEM)),
                        item.equalTo(col(of(Scorable.ITEM, Nouns.ITEM_ID))),
                        "left");
    }

    /** With the texts that people wrote for the same item and field. */
    private Dataset<Row> withReferences(Dataset<Row> scorable, Tables tables) {
        if (conf.references() == null) {
            return scorable.withColumn(Scorable.REFERENCES, none(Scorable.REFERENCES));
        }
        Column sku = col(of(Scorable.ITEM, Nouns.SKU));
        Column field = col(of(Scorable.ARTIFACT, Nouns.FIELD));
        return scorable.join(
                references(tables), sku.equalTo(col("ref_sku")).and(field.equalTo(col("ref_field"))), "left");
    }

    /** With the passages of protected texts that may have something in common with a text. */
    private Dataset<Row> withPassages(Dataset<Row> scorable, Tables tables) {
        if (conf.copyright().texts() == null) {
            return scorable.withColumn(Scorable.PASSAGES, none(Scorable.PASSAGES));
        }
        Dataset<Row> texts =
                tables.read(made()).where(col(Nouns.TEXT).isNotNull()).select(col(Nouns.ARTIFACT_ID), col(Nouns.TEXT));
        Dataset<Row> near = ProtectedTexts.read(conf.copyright().textFiles(), tables.spark())
                .near(texts, Scorable.PASSAGES);
        return scorable.join(
                        near, col(of(Scorable.ARTIFACT, Nouns.ARTIFACT_ID)).equalTo(col(Nouns.ARTIFACT_ID)), "left")
                .drop(Nouns.ARTIFACT_ID);
    }

    /** With the protected pictures, which every executor gets once. */
    private Scorers.Setup withPictures(Tables tables) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(tables.spark().sparkContext());
        return conf.copyright()
                .readPictures(files, spark.hadoopConfiguration())
                .map(pictures -> setup.with(spark.broadcast(pictures)))
                .orElse(setup);
    }

    /** With what scorers found in an earlier run about artifacts of the same ask. */
    private Dataset<Row> withFindings(Dataset<Row> scorable, Tables tables) {
        KeptFindings kept = KeptFindings.in(tables.folder());
        if (kept.lines().compact(KeptLines.MOST_FILES) == 0) {
            return scorable.withColumn(Scorable.FINDINGS, none(Scorable.FINDINGS));
        }
        Dataset<Row> found = tables.spark()
                .read()
                .textFile(Place.literal(kept.lines().folder()))
                .flatMap(kept, KeptFindings.encoder())
                .groupBy(Nouns.ASK_ID)
                .agg(flatten(collect_list(Scorable.FINDINGS)).as(Scorable.FINDINGS));
        return scorable.join(found, col(of(Scorable.REQUEST, Nouns.ASK_ID)).equalTo(col(Nouns.ASK_ID)), "left");
    }

    private static Column none(String list) {
        StructType columns = RowCodec.of(Scorable.class).schema();
        return lit(null).cast(columns.apply(list).dataType());
    }

    private static String of(String struct, String column) {
        return struct + "." + column;
    }

    private Dataset<Row> references(Tables tables) {
        try {
            return References.read(conf.references(), tables.spark())
                    .groupBy(col(Nouns.SKU).as("ref_sku"), col(Nouns.FIELD).as("ref_field"))
                    .agg(sort_array(collect_list(Nouns.TEXT)).as(Scorable.REFERENCES));
        } catch (RuntimeException e) {
            throw new ConfError(
                    "Cannot read score.references " + conf.references() + ": " + e.getMessage()
                            + " (must be JSON lines with sku, field and text)",
                    e);
        }
    }
}
