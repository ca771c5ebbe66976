package dev.atelier.select;

import dev.atelier.domain.Measure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the policy found, in words: reasons for programs, sentences for people. */
final class Sentence {
    private Sentence() {}

    /** A threshold that is not met: {@code relevance 0.31 below 0.45}. */
    static String reason(Candidate candidate, Threshold threshold) {
        Double value = candidate.value(threshold.measure());
        if (value != null) {
            return threshold.measure() + " " + number(value)
                    + (isLow(value, threshold)
                            ? " below " + number(threshold.min())
                            : " above " + number(threshold.max()));
        }
        return threshold.measure() + " not measured"
                + candidate
                        .measure(threshold.measure())
                        .map(measure -> " (" + measure.detail() + ")")
                        .orElse("");
    }

    /** The same for a person: {@code Broken end is 1, at most 0 passes: ends with "the".} */
    static String of(Candidate candidate, Threshold threshold) {
        String name = name(threshold.measure());
        Double value = candidate.value(threshold.measure());
        String detail = candidate
                .measure(threshold.measure())
                .map(Measure::detail)
                .map(d -> ": " + d)
                .orElse("");
        if (value == null) {
            return name + " was not measured" + detail + ".";
        }
        return name + " is " + number(value)
                + (isLow(value, threshold)
                        ? ", at least " + number(threshold.min())
                        : ", at most " + number(threshold.max()))
                + " passes" + detail + ".";
    }

    /** Why it stays. */
    static String selected(Candidate candidate, FieldPolicy policy, int rank, int of, int passed) {
        String measures = policy.rankBy().stream()
                .map(Weight::measure)
                .filter(word -> candidate.value(word) != null)
                .map(word -> word.replace('_', ' ') + " " + number(candidate.value(word)))
                .collect(Collectors.joining(", "));
        String place = of == 1 ? "The only candidate" : "Number " + rank + " of " + of + " candidates";
        return place + (measures.isEmpty() ? "" : " by " + measures) + (of == 1 ? "" : "; " + passed + " passed") + ".";
    }

    /** Why it fell: thresholds, or others that are better or alike. */
    static String rejected(Candidate candidate, List<Threshold> failed, String beaten) {
        return failed.isEmpty()
                ? of(beaten)
                : failed.stream().map(threshold -> of(candidate, threshold)).collect(Collectors.joining(" "));
    }

    /** A reason of the policy's own. */
    static String of(String reason) {
        int end = reason.indexOf(' ');
        return capital(reason.substring(0, end).replace('_', ' ')) + ":" + reason.substring(end) + ".";
    }

    private static boolean isLow(double value, Threshold threshold) {
        return threshold.min() != null && !(value >= threshold.min());
    }

    private static String name(String measure) {
        return capital(measure.replace('_', ' '));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Four digits after the point at most: {@code 0.1834}, {@code 12}, {@code 2.5}. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
