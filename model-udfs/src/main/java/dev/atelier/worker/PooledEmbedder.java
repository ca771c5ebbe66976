package dev.atelier.worker;

import dev.atelier.domain.Embedder;
import dev.atelier.domain.ModelRef;

/** The embedder of that name out of the executor's pool, held until the task ends. */
public record PooledEmbedder(String model, Worker worker) implements EmbedderSource {
    @Override
    public Embedder ofThisTask() {
        return TaskModels.ofThisTask(worker).embedder(model);
    }

    @Override
    public ModelRef ref() {
        return worker.models().get(model).ref();
    }
}
