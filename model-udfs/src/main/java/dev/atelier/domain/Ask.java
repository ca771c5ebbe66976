package dev.atelier.domain;

/** What is asked of a model: everything but the seed that decides what it makes. One record for each kind of thing. */
@ToldBy("modality")
public sealed interface Ask permits WriteText, DrawPicture {
    /** What the model is to read; every slot is filled. */
    String prompt();

    Modality modality();

    /** What the answer depends on, for ids. */
    IdWriter written();
}
