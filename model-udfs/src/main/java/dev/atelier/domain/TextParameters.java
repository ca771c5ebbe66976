package dev.atelier.domain;

import java.util.List;

/**
 * How text is sampled. {@code temperature = 0} is greedy; {@code topK = 0}, {@code topP = 1}, {@code minP = 0} and
 * {@code repetitionPenalty = 1} switch that filter off. Names and meaning as in transformers' GenerationConfig.
 */
public record TextParameters(
        int maxNewTokens,
        double temperature,
        int topK,
        double topP,
        double minP,
        double repetitionPenalty,
        List<String> stop) {
    public TextParameters {
        Require.that(maxNewTokens >= 1 && maxNewTokens <= 8192, "maxNewTokens", maxNewTokens, "must be 1 to 8192");
        Require.that(temperature >= 0 && temperature <= 10, "temperature", temperature, "must be 0 (greedy) to 10");
        Require.that(topK >= 0, "topK", topK, "must be 0 (off) or more");
        Require.that(topP > 0 && topP <= 1, "topP", topP, "must be above 0, at most 1 (off)");
        Require.that(minP >= 0 && minP < 1, "minP", minP, "must be 0 (off) to below 1");
        Require.that(repetitionPenalty > 0, "repetitionPenalty", repetitionPenalty, "must be above 0; 1 is off");
        stop = Require.list(stop);
    }

    IdWriter written() {
        return IdWriter.of("sampling/1")
                .number("maxNewTokens", maxNewTokens)
                .number("temperature", temperature, 0)
                .number("topK", topK, 0)
                .number("topP", topP, 1)
                .number("minP", minP, 0)
                .number("repetitionPenalty", repetitionPenalty, 1)
                .texts("stop", stop);
    }
}
