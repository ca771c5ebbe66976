package dev.atelier.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.ReviewItem;
import dev.atelier.domain.Score;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import java.util.Arrays;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Scores to verdicts: the candidates of each item and field meet the {@link ReviewPolicy}. Selected rows are kept, the
 * others are rejected with their reasons and keep their row, so that people can see why they fell.
 */
public final class SelectStage implements Stage {
    private final SelectConf conf;
    private final Tables tables;
    private final String runId;

    /** @param tables read: {@code artifacts}, {@code requests}, {@code items} */
    public SelectStage(SelectConf conf, Tables tables, String runId) {
        this.conf = conf;
        this.tables = tables;
        this.runId = runId;
    }

    @Override
    public String name() {
        return "select";
    }

    @Override
    public Dataset<Row> apply(Dataset<Row> scores) {
        Dataset<Row> scored = part(scores, "score", Score.class)
                .join(
                        part(tables.read("artifacts"), "artifact", Artifact.class),
                        col("score.artifact_id").equalTo(col("artifact.artifact_id")),
                        "left")
                .join(
                        part(tables.read("requests"), "request", GenerationRequest.class),
                        col("artifact.request_id").equalTo(col("request.request_id")),
                        "left")
                .join(
                        part(tables.read("items"), "item", Item.class),
                        col("score.item_id").equalTo(col("item.item_id")),
                        "left");
        return scored.groupByKey(new ItemAndField(), Encoders.STRING())
                .flatMapGroups(
                        new JudgeGroup(conf, runId),
                        OutcomeCodec.of(ReviewItem.class).encoder());
    }

    /** A table as one struct column, with the record's columns only. */
    private static Dataset<Row> part(Dataset<Row> table, String name, Class<? extends Record> record) {
        return table.select(struct(Arrays.stream(RowCodec.of(record).schema().fieldNames())
                        .map(functions::col)
                        .toArray(Column[]::new))
                .as(name));
    }

    private static final class ItemAndField implements MapFunction<Row, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String call(Row row) {
            Row score = row.getAs("score");
            return score.getAs("item_id") + "/" + score.getAs("field");
        }
    }
}
