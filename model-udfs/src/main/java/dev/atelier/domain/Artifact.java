package dev.atelier.domain;

/**
 * One thing that a model made: a row of table {@code artifacts}.
 *
 * @param artifactId sha256 of request id and content
 * @param promptTokens tokens of the prompt as the model read it
 * @param truncatedPrompt words the text encoder dropped; empty for none
 */
public record Artifact(
        String artifactId,
        String requestId,
        @Inline Target target,
        @Inline Made made,
        int promptTokens,
        String truncatedPrompt) {
    public Artifact {
        Require.text(artifactId, "artifactId");
        Require.text(requestId, "requestId of artifact " + artifactId);
        Require.that(made != null, "artifact " + artifactId, null, "must hold a text or a picture");
    }

    /** What a model made for a request. */
    public static Artifact of(GenerationRequest request, Made made, int promptTokens, String truncatedPrompt) {
        String id = ContentId.of(request.requestId(), made.contentSha256());
        return new Artifact(id, request.requestId(), request.target(), made, promptTokens, truncatedPrompt);
    }

    /** The same content for another request that asks for the same. */
    public Artifact answering(GenerationRequest request) {
        return of(request, made, promptTokens, truncatedPrompt);
    }
}
