package dev.atelier.domain;

import java.util.List;

/**
 * What became of one candidate.
 *
 * @param rank 1-based place among the candidates of one item and field, best first
 * @param score the number the candidates were ranked by
 * @param reasons why it was rejected: rule and numbers, each begins with a machine-readable word; empty for selected
 * @param flags what a person should look at, such as {@code brand_mention}
 * @param scores every measure held against its threshold
 */
public record Judgement(
        Verdict verdict, int rank, double score, List<String> reasons, List<String> flags, List<ScoredMeasure> scores) {
    public Judgement {
        reasons = Require.list(reasons);
        flags = Require.list(flags);
        scores = Require.list(scores);
        Require.that(
                (verdict == Verdict.SELECTED) == reasons.isEmpty(),
                "judgement",
                verdict + " " + reasons,
                "a selected candidate has no reasons, a rejected one has at least one");
    }

    public boolean isSelected() {
        return verdict == Verdict.SELECTED;
    }
}
