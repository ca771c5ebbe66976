package dev.atelier.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Score;
import dev.atelier.measures.ScoreArtifacts;
import dev.atelier.measures.Scorers;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.FilesRead;
import dev.atelier.stage.Input;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Output;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import dev.atelier.worker.InFlight;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Artifacts to numbers. Each artifact meets its request and its item, and every scorer of its modality. Nothing is dropped:
 * only a row that cannot be read fails.
 */
public final class ScoreStage implements Stage {
    private final ScoreConf conf;
    private final FilesRead references;
    private final List<ModelSpec> models;
    private final Scorers.Setup setup;
    private final int batchSize;

    /**
     * @param references what {@code conf} names, by content; null if it names none
     * @param models that scorers use
     * @param setup what scorers are made with, as {@link ScoreConf#setup} gives it
     * @param batchSize artifacts scored together; no result depends on it
     */
    public ScoreStage(
            ScoreConf conf, FilesRead references, List<ModelSpec> models, Scorers.Setup setup, int batchSize) {
        this.conf = conf;
        this.references = references;
        this.models = List.copyOf(models);
        this.setup = setup;
        this.batchSize = batchSize;
    }

    @Override
    public String name() {
        return "score";
    }

    @Override
    public List<Input> inputs() {
        List<Input> inputs = new ArrayList<>(List.of(Nouns.ARTIFACTS, Nouns.REQUESTS, Nouns.ITEMS));
        if (references != null) {
            inputs.add(references);
        }
        return inputs;
    }

    @Override
    public Output output() {
        return Output.rows(Nouns.SCORES);
    }

    @Override
    public void facts(IdWriter facts) {
        facts.texts("blocklist", conf.blocklist());
        models.forEach(model -> facts.part("model", model.written()));
    }

    @Override
    public Dataset<Row> apply(Tables tables) {
        InFlight inFlight = InFlight.planned(
                tables.folder(), name(), tables.spark().sparkContext().applicationId());
        return scorable(tables)
                .mapPartitions(
                        new ScoreArtifacts(setup, batchSize, tables.folder(), inFlight),
                        OutcomeCodec.of(Score.class).encoder());
    }

    @Override
    public void done(Tables tables) {
        InFlight.clear(tables.folder(), name());
    }

    /** One row of {@link dev.atelier.measures.Scorable} for each artifact. */
    private Dataset<Row> scorable(Tables tables) {
        Dataset<Row> joined = tables.read(Nouns.ARTIFACTS)
                .select(Nouns.ARTIFACTS.as("artifact"))
                .join(
                        tables.read(Nouns.REQUESTS).select(Nouns.REQUESTS.as("request")),
                        col("artifact." + Nouns.REQUEST_ID).equalTo(col("request." + Nouns.REQUEST_ID)),
                        "left")
                .join(
                        tables.read(Nouns.ITEMS).select(Nouns.ITEMS.as("item")),
                        col("artifact." + Nouns.ITEM_ID).equalTo(col("item." + Nouns.ITEM_ID)),
                        "left");
        if (conf.references() == null) {
            return joined.selectExpr("artifact", "request", "item", "cast(array() as array<string>) as references");
        }
        return joined.join(
                        references(tables),
                        col("item." + Nouns.SKU)
                                .equalTo(col("ref_sku"))
                                .and(col("artifact." + Nouns.FIELD).equalTo(col("ref_field"))),
                        "left")
                .select("artifact", "request", "item", "references");
    }

    private Dataset<Row> references(Tables tables) {
        try {
            return References.read(conf.references(), tables.spark())
                    .groupBy(col(Nouns.SKU).as("ref_sku"), col(Nouns.FIELD).as("ref_field"))
                    .agg(sort_array(collect_list(Nouns.TEXT)).as("references"));
        } catch (RuntimeException e) {
            throw new ConfError(
                    "Cannot read score.references " + conf.references() + ": " + e.getMessage()
                            + " (must be JSON lines with sku, field and text)",
                    e);
        }
    }
}
