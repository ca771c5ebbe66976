package dev.atelier.select;

import dev.atelier.artifacts.Pictures;
import dev.atelier.domain.Judgement;
import dev.atelier.domain.Picture;
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
            if (missing(scored) == null) {
                whole.add(scored);
            } else {
                outcomes.add(OUTCOMES.toRow(incomplete(scored.score(), missing(scored))));
            }
        });
        if (!whole.isEmpty()) {
            FieldPolicy policy = conf.of(whole.get(0).score().field());
            Map<String, Judgement> judgements = new ReviewPolicy(policy)
                    .judge(whole.stream().map(JudgeGroup::candidate).toList());
            whole.forEach(s -> outcomes.add(
                    OUTCOMES.toRow(outcome(s, judgements.get(s.score().artifactId())))));
        }
        return outcomes.iterator();
    }

    private static String missing(Scored scored) {
        return scored.artifact() == null
                ? "artifact"
                : scored.request() == null ? "request" : scored.item() == null ? "item" : null;
    }

    private static Outcome<ReviewItem> incomplete(Score score, String missing) {
        return Outcome.failed(
                score.artifactId(),
                "incomplete_candidate",
                "Score of artifact " + score.artifactId() + " has no " + missing
                        + " in the run's tables (run again from the stage that makes it)",
                SCORES.json(score));
    }

    private static Candidate candidate(Scored scored) {
        Long hash = scored.artifact().made() instanceof Picture picture
                ? Long.valueOf(Pictures.hash(picture.thumbnail()))
                : null;
        return new Candidate(
                scored.score().artifactId(),
                scored.artifact().target().candidate(),
                scored.score().measures(),
                hash);
    }

    private Outcome<ReviewItem> outcome(Scored scored, Judgement judgement) {
        Judgement flagged = new Judgement(
                judgement.verdict(),
                judgement.rank(),
                judgement.score(),
                judgement.reasons(),
                flags(scored, judgement),
                judgement.scores());
        ReviewItem row = ReviewItem.of(runId, scored.item(), scored.request(), scored.artifact(), flagged);
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

    private static List<String> flags(Scored scored, Judgement judgement) {
        Set<String> flags = new LinkedHashSet<>(scored.item().flags());
        flags.addAll(scored.score().flags());
        flags.addAll(judgement.flags());
        return List.copyOf(flags);
    }
}
