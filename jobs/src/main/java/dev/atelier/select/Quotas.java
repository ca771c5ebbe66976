package dev.atelier.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import dev.atelier.domain.Judgement;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Nouns;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The selected that are more of a kind than their field's {@link Quota} allows: a second look, at narrow rows. */
final class Quotas {
    private static final RowCodec<Contender> CODEC = RowCodec.of(Contender.class);
    private static final RowCodec<OverQuota> OVER = RowCodec.of(OverQuota.class);

    private Quotas() {}

    /** One that its own candidates did not beat. */
    record Contender(String artifactId, String field, String kind, double score) {}

    /** One too many. */
    record OverQuota(String artifactId, String overQuota) {}

    /**
     * @param groups the candidates of each item and field
     * @return columns {@code artifact_id} and {@code over_quota}, its reason
     */
    static Dataset<Row> over(KeyValueGroupedDataset<String, Row> groups, SelectConf conf) {
        Dataset<Row> contenders = groups.flatMapGroups(new Contenders(conf), Encoders.row(CODEC.schema()));
        return contenders
                .withColumn(
                        "place",
                        row_number()
                                .over(Window.partitionBy(Nouns.FIELD, "kind")
                                        .orderBy(col("score").desc(), col(Nouns.ARTIFACT_ID))))
                .map(new Reasons(conf.quotas()), Encoders.row(OVER.schema()))
                .where(col(Scored.OVER_QUOTA).isNotNull());
    }

    private record Contenders(SelectConf conf) implements FlatMapGroupsFunction<String, Row, Row> {
        private static final RowCodec<Scored> SCORED = RowCodec.of(Scored.class);

        @Override
        public Iterator<Row> call(String group, Iterator<Row> rows) {
            List<Scored> whole = new ArrayList<>();
            rows.forEachRemaining(row -> {
                Scored scored = SCORED.fromRow(row);
                if (scored.missing() == null) {
                    whole.add(scored);
                }
            });
            String field = whole.isEmpty() ? "" : whole.get(0).score().field();
            Optional<Quota> quota = conf.quota(field);
            if (quota.isEmpty()) {
                return List.<Row>of().iterator();
            }
            Map<String, Judgement> judgements = new ReviewPolicy(conf.of(field))
                    .judge(whole.stream().map(Scored::candidate).toList());
            return whole.stream()
                    .filter(s -> judgements.get(s.score().artifactId()).isSelected())
                    .map(s -> CODEC.toRow(new Contender(
                            s.score().artifactId(),
                            field,
                            quota.get().by().of(s.item()),
                            judgements.get(s.score().artifactId()).score())))
                    .iterator();
        }
    }

    private record Reasons(List<Quota> quotas) implements MapFunction<Row, Row> {
        @Override
        public Row call(Row row) {
            Contender contender = CODEC.fromRow(row);
            long place = row.<Number>getAs("place").longValue();
            String reason = quotas.stream()
                    .filter(quota -> quota.field().equals(contender.field()) && place > quota.most())
                    .map(quota -> quota.reason(contender.kind(), place))
                    .findFirst()
                    .orElse(null);
            return OVER.toRow(new OverQuota(contender.artifactId(), reason));
        }
    }
}
