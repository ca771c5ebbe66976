package dev.atelier.inference;

import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Precision;
import dev.atelier.domain.TextParameters;
import java.util.List;

/** Text requests for tests. */
final class Requests {
    private Requests() {}

    static GenerationRequest greedy(String id, String system, String prompt, int maxNewTokens, String... stop) {
        return request(id, system, prompt, new TextParameters(maxNewTokens, 0, 0, 1, 0, 1, List.of(stop)), 0);
    }

    static GenerationRequest sampled(String id, String prompt, int maxNewTokens, long seed) {
        return request(id, null, prompt, new TextParameters(maxNewTokens, 1, 50, 0.95, 0, 1, List.of()), seed);
    }

    private static GenerationRequest request(String id, String system, String prompt, TextParameters how, long seed) {
        return new GenerationRequest(
                id,
                "item",
                Modality.TEXT,
                "title",
                0,
                "template",
                "0",
                system,
                prompt,
                null,
                "writer",
                "0",
                Precision.FP32,
                how,
                null,
                seed,
                null);
    }
}
