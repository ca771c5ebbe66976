package dev.atelier.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.Score;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Place;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import dev.atelier.udf.EmbedderSource;
import dev.atelier.udf.HadoopFiles;
import dev.atelier.udf.InFlight;
import dev.atelier.udf.ScoreArtifacts;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Artifacts to numbers. Each artifact meets its request and its item; texts are measured as strings, pictures as pixels
 * and by the embedder's likeness to their prompt. Nothing is dropped: only a row that cannot be read fails.
 */
public final class ScoreStage implements Stage {
    private static final StructType REFERENCE = new StructType()
            .add("sku", DataTypes.StringType)
            .add("field", DataTypes.StringType)
            .add("text", DataTypes.StringType);

    private final ScoreConf conf;
    private final Tables tables;
    private final EmbedderSource embedders;
    private final int batchSize;

    /**
     * @param tables read: {@code requests}, {@code items}
     * @param embedders null for none: then pictures get no {@code clip_score}
     * @param batchSize pictures embedded together; no result depends on it
     */
    public ScoreStage(ScoreConf conf, Tables tables, EmbedderSource embedders, int batchSize) {
        this.conf = conf;
        this.tables = tables;
        this.embedders = embedders;
        this.batchSize = batchSize;
    }

    @Override
    public String name() {
        return "score";
    }

    @Override
    public Dataset<Row> apply(Dataset<Row> artifacts) {
        SparkSession spark = artifacts.sparkSession();
        HadoopFiles hadoop = new HadoopFiles(spark.sparkContext().hadoopConfiguration());
        InFlight inFlight = new InFlight(tables.root() + "/.store/score-in-flight", hadoop);
        return scorable(artifacts)
                .mapPartitions(
                        new ScoreArtifacts(embedders, batchSize, conf.blocklist(), tables.root(), hadoop, inFlight),
                        OutcomeCodec.of(Score.class).encoder());
    }

    /** One row of {@link dev.atelier.udf.Scorable} for each artifact. */
    private Dataset<Row> scorable(Dataset<Row> artifacts) {
        Dataset<Row> whole = artifacts.select(struct(col("*")).as("artifact"));
        Dataset<Row> requests = named(tables.read("requests"), "request", GenerationRequest.class);
        Dataset<Row> items = named(tables.read("items"), "item", Item.class);
        Dataset<Row> joined = whole.join(
                        requests, col("artifact.request_id").equalTo(col("request.request_id")), "left")
                .join(items, col("artifact.item_id").equalTo(col("item.item_id")), "left");
        if (conf.references() == null) {
            return joined.selectExpr("artifact", "request", "item", "cast(array() as array<string>) as references");
        }
        return joined.join(
                        references(artifacts.sparkSession()),
                        col("item.sku")
                                .equalTo(col("ref_sku"))
                                .and(col("artifact.field").equalTo(col("ref_field"))),
                        "left")
                .select("artifact", "request", "item", "references");
    }

    private static Dataset<Row> named(Dataset<Row> table, String name, Class<? extends Record> record) {
        Column[] columns = Arrays.stream(RowCodec.of(record).schema().fieldNames())
                .map(functions::col)
                .toArray(Column[]::new);
        return table.select(struct(columns).as(name));
    }

    private Dataset<Row> references(SparkSession spark) {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        Place place = Place.of("score.references", conf.references(), hadoop);
        try {
            return spark.read()
                    .schema(REFERENCE)
                    .option("mode", "FAILFAST")
                    .json(place.files().exists(place.path()) ? place.literal() : conf.references())
                    .groupBy(col("sku").as("ref_sku"), col("field").as("ref_field"))
                    .agg(sort_array(collect_list("text")).as("references"));
        } catch (IOException | RuntimeException e) {
            throw new ConfError(
                    "Cannot read score.references " + conf.references() + ": " + e.getMessage()
                            + " (must be JSON lines with sku, field and text)",
                    e);
        }
    }
}
