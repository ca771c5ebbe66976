package dev.atelier.stage;

import dev.atelier.domain.Require;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one stage did with its rows. Nothing vanishes: {@code in = kept + rejected + failed}.
 *
 * @param reused how many of the kept were there already, made by an earlier run
 * @param out rows of the next table; more than {@code kept} where an item becomes several requests
 * @param rules what each rule of the stage did with its rows, those taken from an earlier run too; by the word of the rule
 */
public record FunnelRow(
        String stage,
        long in,
        long kept,
        long rejected,
        long failed,
        long reused,
        long out,
        double seconds,
        SortedMap<String, RuleCounts> rules) {
    public FunnelRow {
        rules = Collections.unmodifiableSortedMap(rules == null ? new TreeMap<>() : new TreeMap<>(rules));
        Require.that(
                in == kept + rejected + failed,
                "funnel of stage " + stage,
                in + " in, " + kept + " kept + " + rejected + " rejected + " + failed + " failed",
                "every row must be accounted for; this is a defect of the stage");
        Require.that(reused <= kept, "reused rows of stage " + stage, reused, "cannot be more than kept: " + kept);
    }

    /** Of a stage without rules. */
    public FunnelRow(
            String stage, long in, long kept, long rejected, long failed, long reused, long out, double seconds) {
        this(stage, in, kept, rejected, failed, reused, out, seconds, null);
    }

    public static String header() {
        return String.format(
                "%-17s %8s %8s %9s %8s %8s %8s %8s",
                "stage", "in", "kept", "rejected", "failed", "reused", "out", "seconds");
    }

    /** @param secondsNow what this run spent on it */
    public String line(double secondsNow) {
        return String.format(
                Locale.ROOT,
                "%-17s %8d %8d %9d %8d %8d %8d %8.1f",
                stage,
                in,
                kept,
                rejected,
                failed,
                reused,
                out,
                secondsNow);
    }

    /** What the stage's rules did, in one line; empty where it has none. */
    public Optional<String> rulesLine() {
        return rules.entrySet().stream()
                .map(rule -> rule.getKey() + " " + rule.getValue())
                .reduce((all, next) -> all + "; " + next)
                .map(all -> stage + " rules: " + all);
    }

    /** The same counts, and how long they took. */
    public FunnelRow took(double newSeconds) {
        return new FunnelRow(stage, in, kept, rejected, failed, reused, out, newSeconds, rules);
    }

    /** The same rows found again: all kept ones are reused; the time is what they took when they were made. */
    public FunnelRow again() {
        return new FunnelRow(stage, in, kept, rejected, failed, kept, out, seconds, rules);
    }
}
