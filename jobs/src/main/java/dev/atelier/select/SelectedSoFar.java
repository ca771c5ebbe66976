package dev.atelier.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Judgement;
import dev.atelier.domain.Text;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Selected;
import dev.atelier.stage.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** What the policy says of the candidates there are, without quotas: those are settled when everything is made. */
public record SelectedSoFar(SelectConf conf) implements Selected {
    /** The best of one item and field; without artifact where none passed. */
    record Best(String itemId, String field, String artifactId, String text) {}

    private static final RowCodec<Best> BEST = RowCodec.of(Best.class);

    @Override
    public Dataset<Row> soFar(Tables tables, Set<String> fields) {
        Dataset<Row> scored = tables.read(Nouns.SCORES)
                .where(col(Nouns.FIELD).isin(fields.toArray()))
                .select(Nouns.SCORES.as("score"))
                .join(
                        tables.read(Nouns.ARTIFACTS).select(Nouns.ARTIFACTS.as("artifact")),
                        SelectStage.same("score", "artifact", Nouns.ARTIFACT_ID))
                .withColumn(
                        "request",
                        lit(null).cast(RowCodec.of(Nouns.REQUESTS.row()).schema()))
                .withColumn(
                        "item", lit(null).cast(RowCodec.of(Nouns.ITEMS.row()).schema()))
                .withColumn(Scored.OVER_QUOTA, lit(null).cast("string"));
        return SelectStage.groups(scored).flatMapGroups(new BestOfGroup(conf), Encoders.row(BEST.schema()));
    }

    @Override
    public void facts(IdWriter facts, Set<String> fields) {
        fields.forEach(field -> facts.record("policy of " + field, conf.of(field)));
    }

    private record BestOfGroup(SelectConf conf) implements FlatMapGroupsFunction<String, Row, Row> {
        private static final RowCodec<Scored> SCORED = RowCodec.of(Scored.class);

        @Override
        public Iterator<Row> call(String group, Iterator<Row> rows) {
            List<Scored> all = new ArrayList<>();
            rows.forEachRemaining(row -> all.add(SCORED.fromRow(row)));
            String field = all.get(0).score().field();
            Map<String, Judgement> judgements = new ReviewPolicy(conf.of(field))
                    .judge(all.stream().map(Scored::candidate).toList());
            Optional<Scored> best = all.stream()
                    .filter(s -> judgements.get(s.score().artifactId()).isSelected())
                    .min(Comparator.comparingInt(
                            s -> judgements.get(s.score().artifactId()).rank()));
            return List.of(BEST.toRow(new Best(
                            all.get(0).score().itemId(),
                            field,
                            best.map(s -> s.score().artifactId()).orElse(null),
                            best.map(s -> s.artifact().made() instanceof Text text ? text.text() : null)
                                    .orElse(null))))
                    .iterator();
        }
    }
}
