package dev.atelier.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.ReviewItem;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.Input;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Output;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;

/**
 * Scores to verdicts: the candidates of each item and field meet the {@link ReviewPolicy}. Selected rows are kept, the
 * others are rejected with their reasons and keep their row, so that people can see why they fell.
 */
public record SelectStage(SelectConf conf, String runId) implements Stage {
    @Override
    public String name() {
        return "select";
    }

    @Override
    public List<Input> inputs() {
        return List.of(Nouns.SCORES, Nouns.ARTIFACTS, Nouns.REQUESTS, Nouns.ITEMS);
    }

    @Override
    public Output output() {
        return Output.rows(Nouns.REVIEW_ITEMS.part(runId));
    }

    @Override
    public void facts(IdWriter facts) {
        facts.record("conf", conf).text("run", runId);
    }

    @Override
    public Dataset<Row> apply(Tables tables) {
        Dataset<Row> scored = tables.read(Nouns.SCORES)
                .select(Nouns.SCORES.as("score"))
                .join(
                        tables.read(Nouns.ARTIFACTS).select(Nouns.ARTIFACTS.as("artifact")),
                        same("score", "artifact", Nouns.ARTIFACT_ID),
                        "left")
                .join(
                        tables.read(Nouns.REQUESTS).select(Nouns.REQUESTS.as("request")),
                        same("artifact", "request", Nouns.REQUEST_ID),
                        "left")
                .join(
                        tables.read(Nouns.ITEMS).select(Nouns.ITEMS.as("item")),
                        same("score", "item", Nouns.ITEM_ID),
                        "left");
        Dataset<Row> candidates = conf.quotas().isEmpty()
                ? scored.withColumn(Scored.OVER_QUOTA, lit(null).cast("string"))
                : withQuotas(scored);
        return groups(candidates)
                .flatMapGroups(
                        new JudgeGroup(conf, runId),
                        OutcomeCodec.of(ReviewItem.class).encoder());
    }

    private Dataset<Row> withQuotas(Dataset<Row> scored) {
        Dataset<Row> over = Quotas.over(
                groups(scored.withColumn(Scored.OVER_QUOTA, lit(null).cast("string"))), conf);
        return scored.join(over, col("score." + Nouns.ARTIFACT_ID).equalTo(over.col(Nouns.ARTIFACT_ID)), "left");
    }

    static KeyValueGroupedDataset<String, Row> groups(Dataset<Row> scored) {
        return scored.withColumn("group", concat_ws("/", col("score." + Nouns.ITEM_ID), col("score." + Nouns.FIELD)))
                .groupByKey(new Group(), Encoders.STRING());
    }

    static org.apache.spark.sql.Column same(String left, String right, String column) {
        return col(left + "." + column).equalTo(col(right + "." + column));
    }

    private static final class Group implements MapFunction<Row, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String call(Row row) {
            return row.getAs("group");
        }
    }
}
