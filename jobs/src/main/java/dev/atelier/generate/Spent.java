package dev.atelier.generate;

import java.util.Locale;
import java.util.Optional;

/**
 * What a run has made anew so far.
 *
 * @param seconds of generation, by the clock
 * @param deviceSeconds the same, for each device
 */
record Spent(long run, long pictures, long tokens, double seconds, double deviceSeconds) {
    static Spent nothing(long run) {
        return new Spent(run, 0, 0, 0, 0);
    }

    Spent and(long morePictures, long moreTokens, double moreSeconds, int devices) {
        return new Spent(
                run,
                pictures + morePictures,
                tokens + moreTokens,
                seconds + moreSeconds,
                deviceSeconds + moreSeconds * devices);
    }

    /** Which part of a budget is spent, in words; empty where there is something left of all. */
    Optional<String> over(Budget budget, Prices prices) {
        double money = prices.of((double) tokens, deviceSeconds);
        if (budget.pictures() != null && pictures >= budget.pictures()) {
            return Optional.of(pictures + " of " + budget.pictures() + " pictures");
        } else if (budget.tokens() != null && tokens >= budget.tokens()) {
            return Optional.of(tokens + " of " + budget.tokens() + " tokens");
        } else if (budget.seconds() != null && seconds >= budget.seconds()) {
            return Optional.of(String.format(Locale.ROOT, "%.0f of %.0f seconds", seconds, budget.seconds()));
        } else if (budget.money() != null && money >= budget.money()) {
            return Optional.of(String.format(Locale.ROOT, "%.2f of %.2f %s", money, budget.money(), prices.currency())
                    .strip());
        }
        return Optional.empty();
    }
}
