package dev.atelier.domain;

import java.util.List;

/**
 * One candidate that a person decides on: a row of table {@code review_items}. It carries everything needed to judge
 * it and to make it again.
 *
 * @param reviewId stable id: the artifact's id
 * @param runId sha256-based id of configuration, inputs and models; the same for a repeated run
 * @param itemName the product's name, for the reader
 * @param verdict {@code selected} or {@code rejected}
 * @param rank 1-based place among the candidates of one item and field, best first
 * @param score the number the candidates were ranked by
 * @param reasons why it was rejected: rule and numbers; empty for selected
 * @param flags what a person should look at, such as {@code brand_mention}
 * @param licence of the catalogue row it was made from
 * @param provenance file and row of the catalogue
 * @param aiGenerated always true here
 * @param digitalSourceType IPTC URI {@code http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia}
 */
public record ReviewItem(
        String reviewId,
        String runId,
        String itemId,
        String sku,
        String itemName,
        String artifactId,
        String requestId,
        Modality modality,
        String field,
        int candidate,
        String verdict,
        int rank,
        double score,
        List<String> reasons,
        List<String> flags,
        String text,
        String uri,
        String sha256,
        Integer widthPx,
        Integer heightPx,
        byte[] thumbnail,
        String system,
        String prompt,
        String negativePrompt,
        String truncatedPrompt,
        String template,
        String templateVersion,
        String model,
        String modelDigest,
        Precision precision,
        TextParameters textParameters,
        ImageParameters imageParameters,
        long seed,
        String sourceArtifactId,
        List<ScoredMeasure> scores,
        String licence,
        String provenance,
        boolean aiGenerated,
        String digitalSourceType) {
    public static final String TRAINED_ALGORITHMIC_MEDIA =
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    public ReviewItem {
        Require.text(reviewId, "reviewId");
        Require.that(aiGenerated, "aiGenerated", false, "everything in this table was made by a model");
        reasons = Require.list(reasons);
        flags = Require.list(flags);
        scores = Require.list(scores);
    }
}
