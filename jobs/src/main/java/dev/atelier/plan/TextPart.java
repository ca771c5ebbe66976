package dev.atelier.plan;

import dev.atelier.domain.Require;
import dev.atelier.domain.TextParameters;
import java.io.Serializable;
import java.util.List;

/**
 * Section {@code text} of a template: how its text is sampled; see {@link TextParameters}. Defaults: 64 new tokens,
 * greedy ({@code temperature = 0}), every filter off.
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
        repetitionPenalty = repetitionPenalty == null ? 1 : repetitionPenalty;
        stop = Require.list(stop);
        new TextParameters(maxNewTokens, temperature, topK, topP, minP, repetitionPenalty, stop);
    }

    TextParameters parameters() {
        return new TextParameters(maxNewTokens, temperature, topK, topP, minP, repetitionPenalty, stop);
    }
}
