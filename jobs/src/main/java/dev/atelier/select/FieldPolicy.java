package dev.atelier.select;

import dev.atelier.domain.Require;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What makes a candidate of one field good enough, and which of the good ones stay.
 *
 * @param keep best candidates that stay for each item; default 1
 * @param minHashDistance bits by which the perceptual hash of a picture must differ from every one that stays, 0 to 64;
 *     default 0: likeness does not matter
 * @param maxLikeness cosine of embeddings that a candidate may have with one that stays, 0 to 1; default 1: no bound
 * @param diversity what being unlike those that stay counts against the ranking, 0 to 1 (maximal marginal relevance,
 *     Carbonell and Goldstein 1998: 1 - lambda); default 0: the ranking alone
 * @param rules names of lists of thresholds in {@code select.rules} that hold for this field too; default none
 * @param thresholds every one that rejects must be passed; default none
 * @param rankBy what the candidates are ranked by; default none: the first candidate is the best
 */
public record FieldPolicy(
        Integer keep,
        Integer minHashDistance,
        Double maxLikeness,
        Double diversity,
        List<String> rules,
        List<Threshold> thresholds,
        List<Weight> rankBy)
        implements Serializable {
    public FieldPolicy {
        keep = keep == null ? 1 : keep;
        Require.that(keep >= 1, "keep", keep, "must be 1 or more");
        minHashDistance = minHashDistance == null ? 0 : minHashDistance;
        Require.that(
                minHashDistance >= 0 && minHashDistance <= 64,
                "minHashDistance",
                minHashDistance,
                "must be 0 (off) to 64, the bits of the hash");
        maxLikeness = maxLikeness == null ? 1 : maxLikeness;
        Require.that(maxLikeness >= 0 && maxLikeness <= 1, "maxLikeness", maxLikeness, "must be 0 to 1 (off)");
        diversity = diversity == null ? 0 : diversity;
        Require.that(diversity >= 0 && diversity <= 1, "diversity", diversity, "must be 0 (off) to 1");
        rules = Require.list(rules);
        thresholds = Require.list(thresholds);
        rankBy = Require.list(rankBy);
    }

    /** With the thresholds of its rules before its own. */
    FieldPolicy with(Map<String, List<Threshold>> named) {
        List<Threshold> all = new ArrayList<>();
        rules.forEach(rule -> all.addAll(named.get(rule)));
        all.addAll(thresholds);
        return new FieldPolicy(keep, minHashDistance, maxLikeness, diversity, List.of(), all, rankBy);
    }

    /** Every measure it reads. */
    Set<String> measures() {
        Set<String> words = new TreeSet<>();
        thresholds.forEach(threshold -> words.add(threshold.measure()));
        rankBy.forEach(weight -> words.add(weight.measure()));
        return words;
    }

    /** What candidates are ranked by: weighted measures; one that was not taken counts nothing. */
    double score(Candidate candidate) {
        double sum = 0;
        for (Weight weight : rankBy) {
            Double value = candidate.value(weight.measure());
            sum += value == null ? 0 : weight.weight() * value;
        }
        return sum;
    }
}
