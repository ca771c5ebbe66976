package dev.atelier.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

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

    /** By content, the direction's bytes too. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Score score
                && artifactId.equals(score.artifactId)
                && Objects.equals(itemId, score.itemId)
                && modality == score.modality
                && Objects.equals(field, score.field)
                && measures.equals(score.measures)
                && flags.equals(score.flags)
                && Arrays.equals(direction, score.direction);
    }

    @Override
    public int hashCode() {
        return Objects.hash(artifactId, measures, flags, Arrays.hashCode(direction));
    }
}
