package dev.atelier.select;

import dev.atelier.domain.Judgement;
import dev.atelier.domain.ScoredMeasure;
import dev.atelier.domain.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers and thresholds to verdicts with reasons. Pure: the candidates of one item and field in, a verdict for each out.
 * Candidates are ranked by their weighted measures (ties: lower candidate number, then artifact id); those that pass every
 * threshold meet in the {@link Choice}.
 */
record ReviewPolicy(FieldPolicy policy) {
    /** @return a judgement for each artifact id */
    Map<String, Judgement> judge(List<Candidate> candidates) {
        List<Candidate> ranked = Siblings.measured(candidates).stream()
                .sorted(Comparator.comparingDouble((Candidate c) -> -policy.score(c))
                        .thenComparing(Candidate::number)
                        .thenComparing(Candidate::artifactId))
                .toList();
        List<Candidate> passed =
                ranked.stream().filter(c -> failed(c, true).isEmpty()).toList();
        List<Candidate> kept = new Choice(policy).of(passed);
        Map<String, Judgement> verdicts = new HashMap<>();
        for (int i = 0; i < ranked.size(); i++) {
            Candidate candidate = ranked.get(i);
            verdicts.put(candidate.artifactId(), judge(candidate, kept, i + 1, ranked.size(), passed.size()));
        }
        return verdicts;
    }

    private Judgement judge(Candidate candidate, List<Candidate> kept, int rank, int of, int passed) {
        List<String> flags = failed(candidate, false).stream()
                .map(threshold -> Sentence.reason(candidate, threshold))
                .toList();
        if (kept.contains(candidate)) {
            String why = Sentence.selected(candidate, policy, rank, of, passed);
            return new Judgement(
                    Verdict.SELECTED, rank, policy.score(candidate), List.of(), why, flags, held(candidate));
        }
        List<Threshold> failed = failed(candidate, true);
        List<String> reasons = failed.isEmpty()
                ? List.of(beaten(candidate, kept, rank, of))
                : failed.stream()
                        .map(threshold -> Sentence.reason(candidate, threshold))
                        .toList();
        String why = Sentence.rejected(candidate, failed, reasons.get(0));
        return new Judgement(Verdict.REJECTED, rank, policy.score(candidate), reasons, why, flags, held(candidate));
    }

    private String beaten(Candidate candidate, List<Candidate> kept, int rank, int of) {
        return new Choice(policy)
                .tooLike(candidate, kept)
                .orElse("not_best_of_n rank " + rank + " of " + of + ", best " + policy.keep() + " kept");
    }

    private List<Threshold> failed(Candidate candidate, boolean rejecting) {
        return policy.thresholds().stream()
                .filter(threshold -> threshold.rejects() == rejecting)
                .filter(threshold -> !threshold.passes(candidate.value(threshold.measure())))
                .toList();
    }

    private List<ScoredMeasure> held(Candidate candidate) {
        return candidate.measures().stream()
                .map(m -> policy.thresholds().stream()
                        .filter(threshold -> threshold.measure().equals(m.name()))
                        .findFirst()
                        .map(t -> new ScoredMeasure(
                                m.name(), m.value(), t.min(), t.max(), t.passes(m.value()), m.detail()))
                        .orElse(new ScoredMeasure(m.name(), m.value(), null, null, true, m.detail())))
                .toList();
    }
}
