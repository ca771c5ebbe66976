package dev.atelier.domain;

/**
 * One candidate that a person decides on: a row of table {@code review_items}. It carries everything needed to judge
 * it and to make it again: the columns of its parts stand side by side, those of {@link WriteText} and {@link DrawPicture}
 * that hold parameters as {@code text_parameters} and {@code image_parameters}.
 *
 * @param reviewId stable id: the artifact's id
 * @param runId sha256-based id of configuration, inputs and models; the same for a repeated run
 * @param aiGenerated always true here
 * @param digitalSourceType IPTC URI {@code http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia}
 */
public record ReviewItem(
        String reviewId,
        String runId,
        @Inline Product product,
        @Inline Judgement judgement,
        @Inline Artifact artifact,
        @Inline(rename = {"text=text_parameters", "image=image_parameters"}) GenerationRequest request,
        boolean aiGenerated,
        String digitalSourceType) {
    public static final String TRAINED_ALGORITHMIC_MEDIA =
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    public ReviewItem {
        Require.text(reviewId, "reviewId");
        Require.that(aiGenerated, "aiGenerated", false, "everything in this table was made by a model");
    }

    /** A candidate as it was judged. */
    public static ReviewItem of(
            String runId, Item item, GenerationRequest request, Artifact artifact, Judgement judgement) {
        return new ReviewItem(
                artifact.artifactId(),
                runId,
                new Product(item.sku(), item.name(), item.licence(), item.source()),
                judgement,
                artifact,
                request,
                true,
                TRAINED_ALGORITHMIC_MEDIA);
    }

    /**
     * What a reviewer sees of the catalogue's row.
     *
     * @param licence of the catalogue row
     * @param provenance file and row of the catalogue
     */
    public record Product(String sku, String itemName, String licence, String provenance) {}
}
