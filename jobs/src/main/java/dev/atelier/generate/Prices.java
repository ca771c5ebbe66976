package dev.atelier.generate;

import dev.atelier.domain.Require;

/**
 * Section {@code prices}: what making costs.
 *
 * @param deviceHour of one executor, or of the machine of a local run, for an hour of generation; default 0
 * @param thousandTokens read and written by language models; default 0
 * @param currency a word for people; default none
 */
public record Prices(Double deviceHour, Double thousandTokens, String currency) {
    private static final double SECONDS_AN_HOUR = 3600;
    private static final double THOUSAND = 1000;

    public Prices {
        deviceHour = deviceHour == null ? 0 : deviceHour;
        thousandTokens = thousandTokens == null ? 0 : thousandTokens;
        currency = currency == null ? "" : currency;
        Require.that(deviceHour >= 0, "prices.deviceHour", deviceHour, "must be 0 or more");
        Require.that(thousandTokens >= 0, "prices.thousandTokens", thousandTokens, "must be 0 or more");
    }

    public static Prices none() {
        return new Prices(null, null, null);
    }

    public boolean isNone() {
        return deviceHour == 0 && thousandTokens == 0;
    }

    /** @param deviceSeconds of generation, summed over devices */
    public double of(double tokens, double deviceSeconds) {
        return deviceHour * deviceSeconds / SECONDS_AN_HOUR + thousandTokens * tokens / THOUSAND;
    }
}
