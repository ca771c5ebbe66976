package dev.atelier.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the candidates that passed stay, as many as the policy keeps. The first of the ranking stays; the next is the one
 * that ranks high and is unlike those that stay, by maximal marginal relevance; one too like them never stays.
 */
record Choice(FieldPolicy policy) {
    /** @param passed best first */
    List<Candidate> of(List<Candidate> passed) {
        List<Candidate> kept = new ArrayList<>();
        List<Candidate> open = new ArrayList<>(passed);
        while (kept.size() < policy.keep()) {
            open.removeIf(candidate -> tooLike(candidate, kept).isPresent());
            Optional<Candidate> next = next(open, kept, passed);
            if (next.isEmpty()) {
                return kept;
            }
            kept.add(next.get());
            open.remove(next.get());
        }
        return kept;
    }

    private Optional<Candidate> next(List<Candidate> open, List<Candidate> kept, List<Candidate> passed) {
        Candidate best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (Candidate candidate : open) {
            double gain = gain(candidate, kept, passed);
            if (best == null || gain > most) {
                best = candidate;
                most = gain;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The place in the ranking, from the best's 1 to the last's 0, against the likeness to those that stay. */
    private double gain(Candidate candidate, List<Candidate> kept, List<Candidate> passed) {
        int places = Math.max(1, passed.size() - 1);
        double place = 1 - (double) passed.indexOf(candidate) / places;
        double like = kept.stream()
                .mapToDouble(other -> likeness(candidate, other))
                .max()
                .orElse(0);
        return (1 - policy.diversity()) * place - policy.diversity() * like;
    }

    private static double likeness(Candidate a, Candidate b) {
        double bits = a.bitsFrom(b).isPresent() ? 1 - a.bitsFrom(b).getAsInt() / (double) Long.SIZE : 0;
        return Math.max(bits, a.likeness(b).orElse(0));
    }

    /** Why a candidate cannot stay beside those that do, as a reason. */
    Optional<String> tooLike(Candidate candidate, List<Candidate> kept) {
        for (Candidate other : kept) {
            int bits = candidate.bitsFrom(other).orElse(Integer.MAX_VALUE);
            if (bits < policy.minHashDistance()) {
                return Optional.of("near_duplicate " + bits + " bits from candidate " + other.number() + ", below "
                        + policy.minHashDistance());
            }
            double like = candidate.likeness(other).orElse(0);
            if (like > policy.maxLikeness()) {
                return Optional.of("near_duplicate " + Sentence.number(like) + " like candidate " + other.number()
                        + ", above " + Sentence.number(policy.maxLikeness()));
            }
        }
        return Optional.empty();
    }
}
