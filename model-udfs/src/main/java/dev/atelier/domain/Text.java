package dev.atelier.domain;

/**
 * A text.
 *
 * @param sha256 of the text's UTF-8 bytes
 * @param completionTokens tokens sampled, the end token included
 * @param finishReason {@code stop} or {@code length}
 * @param meanLogprob see {@link GeneratedText}
 */
@Word("text")
public record Text(String text, String sha256, Integer completionTokens, String finishReason, Double meanLogprob)
        implements Made {
    public Text {
        Require.that(text != null, "text of an artifact", null, "must be there; it may be empty");
    }

    @Override
    public Modality modality() {
        return Modality.TEXT;
    }

    @Override
    public String contentSha256() {
        return sha256;
    }
}
