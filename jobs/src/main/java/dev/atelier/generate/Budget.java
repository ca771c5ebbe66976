package dev.atelier.generate;

import dev.atelier.domain.Require;

/**
 * Section {@code budget}: what one run may make anew. When one of them is spent nothing more is asked of a model; what was
 * made stays and goes its way, the rest stands in quarantine as {@code not_asked}.
 *
 * @param pictures default: no bound
 * @param tokens read and written by language models; default: no bound
 * @param seconds of generation, by the clock; default: no bound
 * @param money by section {@code prices}; default: no bound
 */
public record Budget(Long pictures, Long tokens, Double seconds, Double money) {
    public Budget {
        within("pictures", pictures);
        within("tokens", tokens);
        within("seconds", seconds);
        within("money", money);
    }

    private static void within(String what, Number most) {
        Require.that(most == null || most.doubleValue() >= 0, "budget." + what, most, "must be 0 or more");
    }

    public static Budget none() {
        return new Budget(null, null, null, null);
    }

    public boolean isNone() {
        return equals(none());
    }
}
