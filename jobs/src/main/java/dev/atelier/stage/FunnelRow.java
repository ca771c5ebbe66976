package dev.atelier.stage;

import dev.atelier.domain.Require;
import java.util.Locale;

/**
 * What one stage did with its rows. Nothing vanishes: {@code in = kept + rejected + failed}.
 *
 * @param reused how many of the kept were there already, made by an earlier run
 * @param out rows of the next table; more than {@code kept} where an item becomes several requests
 */
public record FunnelRow(
        String stage, long in, long kept, long rejected, long failed, long reused, long out, double seconds) {
    public FunnelRow {
        Require.that(
                in == kept + rejected + failed,
                "funnel of stage " + stage,
                in + " in, " + kept + " kept + " + rejected + " rejected + " + failed + " failed",
                "every row must be accounted for; this is a defect of the stage");
        Require.that(reused <= kept, "reused rows of stage " + stage, reused, "cannot be more than kept: " + kept);
    }

    public static String header() {
        return String.format(
                "%-16s %8s %8s %9s %8s %8s %8s %8s",
                "stage", "in", "kept", "rejected", "failed", "reused", "out", "seconds");
    }

    /** @param secondsNow what this run spent on it */
    public String line(double secondsNow) {
        return String.format(
                Locale.ROOT,
                "%-16s %8d %8d %9d %8d %8d %8d %8.1f",
                stage,
                in,
                kept,
                rejected,
                failed,
                reused,
                out,
                secondsNow);
    }

    /** The same counts, and how long they took. */
    public FunnelRow took(double newSeconds) {
        return new FunnelRow(stage, in, kept, rejected, failed, reused, out, newSeconds);
    }

    /** The same rows found again: all kept ones are reused; the time is what they took when they were made. */
    public FunnelRow again() {
        return new FunnelRow(stage, in, kept, rejected, failed, kept, out, seconds);
    }
}
