package dev.atelier.plan;

import dev.atelier.domain.Require;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.VendorSettings;
import java.io.Serializable;
import java.util.List;

/**
 * Section {@code text} of a template: how its text is sampled; see {@link TextParameters}. Defaults: 64 new tokens,
 * greedy ({@code temperature = 0}), every filter off.
 *
 * @param repetitionPenalty null for the model's own, of its generation_config.json
 */
public record TextPart(
        Integer maxNewTokens,
        Double temperature,
        Integer topK,
        Double topP,
        Double minP,
        Double repetitionPenalty,
        List<String> stop)
        implements Serializable {
    public TextPart {
        maxNewTokens = maxNewTokens == null ? 64 : maxNewTokens;
        temperature = temperature == null ? 0 : temperature;
        topK = topK == null ? 0 : topK;
        topP = topP == null ? 1 : topP;
        minP = minP == null ? 0 : minP;
        stop = Require.list(stop);
        new TextParameters(
                maxNewTokens, temperature, topK, topP, minP, repetitionPenalty == null ? 1 : repetitionPenalty, stop);
    }

    TextParameters parameters(VendorSettings vendor) {
        double penalty = repetitionPenalty == null ? vendor.repetitionPenalty() : repetitionPenalty;
        return new TextParameters(maxNewTokens, temperature, topK, topP, minP, penalty, stop);
    }
}
