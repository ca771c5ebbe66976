package dev.atelier.domain;

import java.util.List;

/**
 * What became of one candidate.
 *
 * @param rank 1-based place among the candidates of one item and field, best first
 * @param score the number the candidates were ranked by
 * @param reasons why it was rejected: rule and numbers, each begins with a machine-readable word; empty for selected
 * @param why the same in sentences, for people; why it was selected too
 * @param flags what a person should look at, such as {@code brand_mention}
 * @param scores every measure held against its threshold
 */
public record Judgement(
        Verdict verdict,
        int rank,
        double score,
        List<String> reasons,
        String why,
        List<String> flags,
        List<ScoredMeasure> scores) {
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

    /** A selected one that falls for another reason. */
    public Judgement rejected(String reason, String because) {
        return new Judgement(Verdict.REJECTED, rank, score, List.of(reason), because, flags, scores);
    }

    public Judgement flagged(List<String> all) {
        return new Judgement(verdict, rank, score, reasons, why, all, scores);
    }

    public boolean isSelected() {
        return verdict == Verdict.SELECTED;
    }
}
