package dev.atelier.domain;

import java.util.List;

/** A model with one space for texts and pictures (CLIP). Vectors have length 1. Safe for use by several tasks. */
public interface Embedder extends AutoCloseable {
    List<float[]> embedTexts(List<String> texts);

    List<float[]> embedImages(List<Pixels> images);

    @Override
    void close();
}
