package dev.atelier.domain;

/**
 * One thing that a model made: a row of table {@code artifacts}.
 *
 * @param artifactId sha256 of request id and content
 * @param uri of the picture, relative to the run's folder: {@code files/ab/<sha256>.png}; null for text
 * @param sha256 of the PNG file, or of the text's UTF-8 bytes
 * @param pixelsSha256 of the final RGB bytes, which no metadata changes; null for text
 * @param thumbnail PNG, at most 96 px a side; null for text
 * @param finishReason {@code stop} or {@code length} for text; null for pictures
 * @param meanLogprob see {@link GeneratedText}; null for pictures
 * @param truncatedPrompt words the text encoder dropped; empty for none
 */
public record Artifact(
        String artifactId,
        String requestId,
        String itemId,
        Modality modality,
        String field,
        int candidate,
        String text,
        String uri,
        String sha256,
        String pixelsSha256,
        Integer widthPx,
        Integer heightPx,
        byte[] thumbnail,
        int promptTokens,
        Integer completionTokens,
        String finishReason,
        Double meanLogprob,
        String truncatedPrompt) {
    public Artifact {
        Require.text(artifactId, "artifactId");
        Require.text(requestId, "requestId of artifact " + artifactId);
    }
}
