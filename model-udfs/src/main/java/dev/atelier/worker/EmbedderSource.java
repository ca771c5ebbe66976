package dev.atelier.worker;

import dev.atelier.domain.Embedder;
import dev.atelier.domain.ModelRef;
import java.io.Serializable;

/** Where a task gets its embedder from: the executor's pool, or a fake in a test. Travels to executors. */
public interface EmbedderSource extends Serializable {
    /** Called on the executor by the task that will use it; the source gives it back when the task ends. */
    Embedder ofThisTask();

    /** What of it decides its vectors; null where nothing tells it from another: then no finding of its is kept. */
    default ModelRef ref() {
        return null;
    }
}
