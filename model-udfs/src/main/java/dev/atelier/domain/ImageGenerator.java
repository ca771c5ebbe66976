package dev.atelier.domain;

import java.util.List;

/** A latent-diffusion model, loaded and ready. Safe for use by several tasks at once. */
public interface ImageGenerator extends AutoCloseable {
    /** Draws one picture for each request, in order. A row's pixels never depend on the other rows of the batch. */
    List<GeneratedImage> generate(List<GenerationRequest> batch);

    @Override
    void close();
}
