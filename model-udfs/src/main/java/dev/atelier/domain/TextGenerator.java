package dev.atelier.domain;

import java.util.List;

/** A language model, loaded and ready. Safe for use by several tasks at once. */
public interface TextGenerator extends AutoCloseable {
    /**
     * Answers each request, in order. A row's answer never depends on the other rows of the batch.
     *
     * @throws RowFailure if exactly one row is at fault and it is known which
     */
    List<GeneratedText> generate(List<GenerationRequest> batch);

    @Override
    void close();
}
