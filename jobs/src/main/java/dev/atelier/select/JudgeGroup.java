package dev.atelier.select;

import dev.atelier.domain.Judgement;
import dev.atelier.domain.ReviewItem;
import dev.atelier.domain.Score;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;

/** The candidates of one item and field to outcomes of {@link ReviewItem}. */
record JudgeGroup(SelectConf conf, String runId) implements FlatMapGroupsFunction<String, Row, Row> {
    private static final RowCodec<Scored> SCORED = RowCodec.of(Scored.class);
    private static final RowCodec<Score> SCORES = RowCodec.of(Score.class);
    private static final OutcomeCodec<ReviewItem> OUTCOMES = OutcomeCodec.of(ReviewItem.class);

    @Override
    public Iterator<Row> call(String group, Iterator<Row> rows) {
        List<Row> outcomes = new ArrayList<>();
        List<Scored> whole = new ArrayList<>();
        rows.forEachRemaining(row -> {
            Scored scored = SCORED.fromRow(row);
            if (scored.missing() == null) {
                whole.add(scored);
            } else {
                outcomes.add(OUTCOMES.toRow(incomplete(scored.score(), scored.missing())));
            }
        });
        if (!whole.isEmpty()) {
            FieldPolicy policy = conf.of(whole.get(0).score().field());
            Map<String, Judgement> judgements = new ReviewPolicy(policy)
                    .judge(whole.stream().map(Scored::candidate).toList());
            whole.forEach(s -> outcomes.add(
                    OUTCOMES.toRow(outcome(s, judgements.get(s.score().artifactId())))));
        }
        return outcomes.iterator();
    }

    private static Outcome<ReviewItem> incomplete(Score score, String missing) {
        return Outcome.failed(
                score.artifactId(),
                "incomplete_candidate",
                "Score of artifact " + score.artifactId() + " has no " + missing
                        + " in the run's tables (run again from the stage that makes it)",
                SCORES.json(score));
    }

    private Outcome<ReviewItem> outcome(Scored scored, Judgement ofPolicy) {
        Judgement judgement = scored.overQuota() != null && ofPolicy.isSelected()
                ? ofPolicy.rejected(scored.overQuota(), Sentence.of(scored.overQuota()))
                : ofPolicy;
        ReviewItem row = ReviewItem.of(
                runId, scored.item(), scored.request(), scored.artifact(), judgement.flagged(flags(scored, judgement)));
        return judgement.isSelected()
                ? Outcome.kept(row.reviewId(), row)
                : Outcome.rejected(
                        row.reviewId(),
                        judgement.reasons(),
                        "Candidate " + row.artifact().target().candidate() + " of "
                                + row.artifact().target().field() + " for "
                                + row.product().itemName() + " rejected: " + String.join("; ", judgement.reasons()),
                        SCORES.json(scored.score()),
                        row);
    }

    private List<String> flags(Scored scored, Judgement judgement) {
        Set<String> flags = new LinkedHashSet<>(scored.item().flags());
        flags.addAll(scored.score().flags());
        flags.addAll(judgement.flags());
        if (conf.audit().takes(scored.score().artifactId(), judgement.isSelected())) {
            flags.add(Audit.FLAG);
        }
        return List.copyOf(flags);
    }
}
