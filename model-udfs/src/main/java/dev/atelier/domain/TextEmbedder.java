package dev.atelier.domain;

import java.util.List;

/** A model that gives texts of like meaning like vectors. Vectors have length 1. Safe for use by several tasks. */
public interface TextEmbedder extends AutoCloseable {
    /** One vector for each text, in order; a text's vector never depends on the others. */
    List<float[]> embedTexts(List<String> texts);

    @Override
    void close();
}
