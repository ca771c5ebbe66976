package dev.atelier.measures;

import dev.atelier.domain.ModelRef;
import dev.atelier.worker.ModelSource;
import java.util.Optional;

/** The model that a scorer is lent for a task, or none. */
final class Lent<M> {
    private final ModelSource<M> source;
    private final String key;
    private M model;

    /**
     * @param source null for none: then nothing is measured
     * @param key of section {@code score} that names the model
     */
    Lent(ModelSource<M> source, String key) {
        this.source = source;
        this.key = key;
    }

    boolean isThere() {
        return source != null;
    }

    /** The key that is not set where there is none. */
    Optional<String> lacks() {
        return isThere() ? Optional.empty() : Optional.of(key);
    }

    /** Empty where there is none, or nothing tells it from another. */
    Optional<ModelRef> ref() {
        return Optional.ofNullable(source).map(ModelSource::ref);
    }

    /** For the task that runs here; once is enough. */
    void prepare() {
        if (isThere() && model == null) {
            model = source.ofThisTask();
        }
    }

    /** After {@link #prepare}. */
    M model() {
        return model;
    }
}
