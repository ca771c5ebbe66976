package dev.atelier.domain;

/**
 * A text is asked for.
 *
 * @param system system message of the chat; null for none
 * @param prompt the user's message; not empty
 */
@Word("text")
public record WriteText(String system, String prompt, TextParameters text) implements Ask {
    public WriteText {
        Require.text(prompt, "prompt");
        Require.that(text != null, "parameters of a text", null, "must be there");
    }

    @Override
    public Modality modality() {
        return Modality.TEXT;
    }

    @Override
    public IdWriter written() {
        return IdWriter.of("text/1")
                .text("system", system)
                .text("prompt", prompt)
                .part("parameters", text.written());
    }
}
