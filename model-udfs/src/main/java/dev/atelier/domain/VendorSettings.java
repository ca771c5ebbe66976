package dev.atelier.domain;

import java.io.Serializable;
import java.util.List;

/**
 * What a language model's vendor asks of every answer (generation_config.json), as transformers' {@code generate} obeys
 * it. A run's template may say otherwise where it has a word for it.
 *
 * @param repetitionPenalty unless the template sets its own; 1 is off
 * @param suppressTokens ids that are never picked
 * @param endTokens ids that end an answer
 */
public record VendorSettings(double repetitionPenalty, List<Integer> suppressTokens, List<Integer> endTokens)
        implements Serializable {
    /** A vendor who asks for nothing, as those of other kinds of models. */
    public static final VendorSettings NONE = new VendorSettings(1, List.of(), List.of());

    public VendorSettings {
        Require.that(repetitionPenalty > 0, "repetitionPenalty", repetitionPenalty, "must be above 0; 1 is off");
        suppressTokens = Require.list(suppressTokens);
        endTokens = Require.list(endTokens);
    }
}
