package dev.atelier.domain;

/**
 * One artifact to be made: a row of table {@code requests}. Everything that decides its bytes is in it, and its id is
 * the sha256 of just that.
 *
 * @param requestId {@link ContentId} of all fields below it that decide the bytes
 * @param field what the artifact is for: {@code title}, {@code description}, {@code slogan}, {@code picture} ...
 * @param candidate 0-based number among the candidates of one item and field
 * @param template name of the template in the configuration
 * @param templateVersion first 12 hex digits of the template text's sha256
 * @param system system message of the chat; null for pictures or none
 * @param prompt the final text, every slot filled
 * @param negativePrompt for pictures; empty for none; null for text
 * @param model name of the model in the configuration
 * @param modelDigest sha256 of the vendor's files
 * @param text set for {@link Modality#TEXT}, else null
 * @param image set for {@link Modality#IMAGE}, else null
 * @param sourceArtifactId the text artifact whose text stands in the prompt; null for none
 */
public record GenerationRequest(
        String requestId,
        String itemId,
        Modality modality,
        String field,
        int candidate,
        String template,
        String templateVersion,
        String system,
        String prompt,
        String negativePrompt,
        String model,
        String modelDigest,
        Precision precision,
        TextParameters text,
        ImageParameters image,
        long seed,
        String sourceArtifactId) {
    public GenerationRequest {
        Require.text(requestId, "requestId");
        Require.that(
                prompt != null && (modality == Modality.IMAGE || !prompt.isBlank()),
                "prompt of request " + requestId,
                prompt,
                "must not be empty: only a picture can be drawn from nothing");
        Require.that(
                (modality == Modality.TEXT) == (text != null) && (modality == Modality.IMAGE) == (image != null),
                "parameters of request " + requestId,
                modality,
                "a text request has text parameters, an image request image parameters");
    }
}
