package dev.atelier.domain;

/** What a model made and a row of {@code artifacts} holds. */
@ToldBy("modality")
public sealed interface Made permits Text, Picture {
    Modality modality();

    /** Of the file, or of the text's UTF-8 bytes. */
    String sha256();

    /** What tells this content from any other, whatever stands beside it in its file. */
    String contentSha256();
}
