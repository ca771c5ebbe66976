package dev.atelier.select;

import dev.atelier.artifacts.Pictures;
import dev.atelier.domain.Judgement;
import dev.atelier.domain.Measure;
import dev.atelier.domain.ScoredMeasure;
import dev.atelier.domain.Verdict;
import dev.atelier.measures.Scorers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Numbers and thresholds to verdicts with reasons. Pure: the candidates of one item and field in, a verdict for each out.
 * Candidates are ranked by their weighted measures (ties: lower candidate number, then artifact id); down that ranking
 * each is selected that passes every threshold, differs enough from those selected, and is among the best {@code keep}.
 */
record ReviewPolicy(FieldPolicy policy) {
    /** @return a judgement for each artifact id */
    Map<String, Judgement> judge(List<Candidate> candidates) {
        List<Candidate> ranked = candidates.stream()
                .map(c -> withNearestSibling(c, candidates))
                .sorted(Comparator.comparingDouble((Candidate c) -> -score(c))
                        .thenComparing(Candidate::number)
                        .thenComparing(Candidate::artifactId))
                .toList();
        Map<String, Judgement> verdicts = new HashMap<>();
        List<Candidate> kept = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            Candidate candidate = ranked.get(i);
            List<String> reasons = failures(candidate, true);
            if (reasons.isEmpty()) {
                reasons = beaten(candidate, kept, i + 1, ranked.size());
            }
            if (reasons.isEmpty()) {
                kept.add(candidate);
            }
            verdicts.put(
                    candidate.artifactId(),
                    new Judgement(
                            reasons.isEmpty() ? Verdict.SELECTED : Verdict.REJECTED,
                            i + 1,
                            score(candidate),
                            reasons,
                            failures(candidate, false),
                            held(candidate)));
        }
        return verdicts;
    }

    private double score(Candidate candidate) {
        double sum = 0;
        for (Weight weight : policy.rankBy()) {
            Double value = value(candidate, weight.measure());
            sum += value == null ? 0 : weight.weight() * value;
        }
        return sum;
    }

    private List<String> beaten(Candidate candidate, List<Candidate> kept, int rank, int of) {
        for (Candidate better : kept) {
            int distance = candidate.hash() == null || better.hash() == null
                    ? Integer.MAX_VALUE
                    : Pictures.distance(candidate.hash(), better.hash());
            if (distance < policy.minHashDistance()) {
                return List.of("near_duplicate " + distance + " bits from candidate " + better.number() + ", below "
                        + policy.minHashDistance());
            }
        }
        return kept.size() < policy.keep()
                ? List.of()
                : List.of("not_best_of_n rank " + rank + " of " + of + ", best " + policy.keep() + " kept");
    }

    private List<String> failures(Candidate candidate, boolean rejecting) {
        List<String> reasons = new ArrayList<>();
        for (Threshold threshold : policy.thresholds()) {
            Double value = value(candidate, threshold.measure());
            if (threshold.rejects() != rejecting || (value != null && threshold.passes(value))) {
                continue;
            }
            reasons.add(threshold.measure()
                    + (value == null ? notTaken(candidate, threshold) : " " + outside(value, threshold)));
        }
        return reasons;
    }

    private static String notTaken(Candidate candidate, Threshold threshold) {
        return " not measured"
                + candidate
                        .measure(threshold.measure())
                        .map(measure -> " (" + measure.detail() + ")")
                        .orElse("");
    }

    private static String outside(double value, Threshold threshold) {
        boolean low = threshold.min() != null && !(value >= threshold.min());
        return number(value) + (low ? " below " + number(threshold.min()) : " above " + number(threshold.max()));
    }

    private List<ScoredMeasure> held(Candidate candidate) {
        return candidate.measures().stream()
                .map(m -> policy.thresholds().stream()
                        .filter(threshold -> threshold.measure().equals(m.name()))
                        .findFirst()
                        .map(t -> new ScoredMeasure(
                                m.name(),
                                m.value(),
                                t.min(),
                                t.max(),
                                m.value() != null && t.passes(m.value()),
                                m.detail()))
                        .orElse(new ScoredMeasure(m.name(), m.value(), null, null, true, m.detail())))
                .toList();
    }

    private static Candidate withNearestSibling(Candidate candidate, List<Candidate> all) {
        if (candidate.hash() == null || all.size() < 2) {
            return candidate;
        }
        int nearest = all.stream()
                .filter(c -> c.hash() != null && !c.artifactId().equals(candidate.artifactId()))
                .mapToInt(c -> Pictures.distance(c.hash(), candidate.hash()))
                .min()
                .orElse(Long.SIZE);
        List<Measure> measures = new ArrayList<>(candidate.measures());
        measures.add(new Measure(Scorers.NEAREST_SIBLING, nearest));
        return new Candidate(candidate.artifactId(), candidate.number(), measures, candidate.hash());
    }

    private static Double value(Candidate candidate, String word) {
        return candidate.measure(word).map(Measure::value).orElse(null);
    }

    /** Four digits after the point at most: {@code 0.1834}, {@code 12}, {@code 2.5}. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
