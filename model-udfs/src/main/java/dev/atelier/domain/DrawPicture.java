package dev.atelier.domain;

/**
 * A picture is asked for.
 *
 * @param prompt may be empty: a picture that no words guide
 * @param negativePrompt what guidance leads away from; empty for nothing in particular
 */
@Word("image")
public record DrawPicture(String prompt, String negativePrompt, ImageParameters image) implements Ask {
    public DrawPicture {
        Require.that(prompt != null, "prompt", null, "must be there; it may be empty");
        negativePrompt = negativePrompt == null ? "" : negativePrompt;
        Require.that(image != null, "parameters of a picture", null, "must be there");
    }

    @Override
    public Modality modality() {
        return Modality.IMAGE;
    }

    @Override
    public IdWriter written() {
        return IdWriter.of("image/1")
                .text("prompt", prompt)
                .text("negativePrompt", negativePrompt.isEmpty() ? null : negativePrompt)
                .part("parameters", image.written());
    }
}
