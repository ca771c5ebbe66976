package dev.atelier.domain;

import java.util.List;

/**
 * All measures of one artifact: a row of table {@code scores}. Measurement only; no threshold is applied here.
 *
 * @param flags what a person should look at, such as {@code blocked: cure}
 * @param direction of the artifact's embedding ({@link Direction}): a text's under the sentence model, a picture's under CLIP;
 *     null where there is no such model
 */
public record Score(
        String artifactId,
        String itemId,
        Modality modality,
        String field,
        List<Measure> measures,
        List<String> flags,
        byte[] direction) {
    public Score {
        Require.text(artifactId, "artifactId of score");
        measures = Require.list(measures);
        flags = Require.list(flags);
    }
}
