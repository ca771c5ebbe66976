package dev.atelier.udf;

import dev.atelier.domain.Embedder;
import dev.atelier.domain.ModelSpec;
import java.util.Map;
import org.apache.spark.util.CollectionAccumulator;

/** The embedder of that model out of the executor's pool, held until the task ends. */
public record PooledEmbedder(ModelSpec model, ModelCache cache, CollectionAccumulator<String> loads)
        implements EmbedderSource {
    @Override
    public Embedder ofThisTask() {
        return TaskModels.ofThisTask(Map.of(model.name(), model), cache, loads).embedder(model.name());
    }
}
