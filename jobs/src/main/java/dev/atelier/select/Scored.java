package dev.atelier.select;

import dev.atelier.artifacts.Pictures;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.Made;
import dev.atelier.domain.Picture;
import dev.atelier.domain.Score;
import dev.atelier.domain.Text;

/**
 * A score with everything that the review table says about its artifact; a part that a table lacks is null.
 *
 * @param overQuota the reason why it is one too many of its kind; null if it is not
 */
public record Scored(Score score, Artifact artifact, GenerationRequest request, Item item, String overQuota) {
    /** Its column. */
    static final String OVER_QUOTA = "over_quota";

    /** What of it is missing; null for nothing. */
    String missing() {
        return artifact == null ? "artifact" : request == null ? "request" : item == null ? "item" : null;
    }

    Candidate candidate() {
        Made made = artifact.made();
        return new Candidate(
                score.artifactId(),
                artifact.target().candidate(),
                score.measures(),
                made instanceof Picture picture ? Long.valueOf(Pictures.hash(picture.thumbnail())) : null,
                made instanceof Text text ? text.text() : null,
                score.direction());
    }
}
