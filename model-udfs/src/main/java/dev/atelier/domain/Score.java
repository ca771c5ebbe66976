package dev.atelier.domain;

import java.util.List;

/** All measures of one artifact: a row of table {@code scores}. Measurement only; no threshold is applied here. */
public record Score(
        String artifactId, String itemId, Modality modality, String field, List<Measure> measures, List<String> flags) {
    public Score {
        Require.text(artifactId, "artifactId of score");
        measures = Require.list(measures);
        flags = Require.list(flags);
    }
}
