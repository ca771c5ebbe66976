package dev.atelier.domain;

import java.io.Serializable;
import java.util.List;

/**
 * How text is sampled; names and meaning as in transformers' GenerationConfig. What is left out (null) has its default.
 *
 * @param maxNewTokens default 64
 * @param temperature default 0: greedy
 * @param topK default 0: off
 * @param topP default 1: off
 * @param minP default 0: off
 * @param repetitionPenalty 1 is off; default null: the model's own, of its generation_config.json
 * @param stop default none
 */
public record TextParameters(
        Integer maxNewTokens,
        Double temperature,
        Integer topK,
        Double topP,
        Double minP,
        Double repetitionPenalty,
        List<String> stop)
        implements Serializable {
    public TextParameters {
        maxNewTokens = maxNewTokens == null ? 64 : maxNewTokens;
        temperature = temperature == null ? 0 : temperature;
        topK = topK == null ? 0 : topK;
        topP = topP == null ? 1 : topP;
        minP = minP == null ? 0 : minP;
        stop = Require.list(stop);
        Require.that(maxNewTokens >= 1 && maxNewTokens <= 8192, "maxNewTokens", maxNewTokens, "must be 1 to 8192");
        Require.that(temperature >= 0 && temperature <= 10, "temperature", temperature, "must be 0 (greedy) to 10");
        Require.that(topK >= 0, "topK", topK, "must be 0 (off) or more");
        Require.that(topP > 0 && topP <= 1, "topP", topP, "must be above 0, at most 1 (off)");
        Require.that(minP >= 0 && minP < 1, "minP", minP, "must be 0 (off) to below 1");
        Require.that(
                repetitionPenalty == null || repetitionPenalty > 0,
                "repetitionPenalty",
                repetitionPenalty,
                "must be above 0; 1 is off");
    }

    /** Greedy, with every filter off. */
    public static TextParameters greedy(int maxNewTokens, String... stop) {
        return new TextParameters(maxNewTokens, 0.0, 0, 1.0, 0.0, 1.0, List.of(stop));
    }

    /** These parameters on a model of this vendor. */
    public TextParameters on(VendorSettings vendor) {
        double penalty = repetitionPenalty == null ? vendor.repetitionPenalty() : repetitionPenalty;
        return new TextParameters(maxNewTokens, temperature, topK, topP, minP, penalty, stop);
    }

    IdWriter written() {
        return IdWriter.of("sampling/1")
                .number("maxNewTokens", maxNewTokens)
                .number("temperature", temperature, 0)
                .number("topK", topK, 0)
                .number("topP", topP, 1)
                .number("minP", minP, 0)
                .number("repetitionPenalty", repetitionPenalty == null ? 1 : repetitionPenalty, 1)
                .texts("stop", stop);
    }
}
