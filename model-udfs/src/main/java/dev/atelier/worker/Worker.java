package dev.atelier.worker;

import dev.atelier.domain.ModelSpec;
import java.io.Serializable;
import java.util.Map;
import org.apache.spark.util.CollectionAccumulator;

/**
 * What every task that runs models is given.
 *
 * @param models by the configuration's names
 * @param loads gets one sentence for each model that had to be loaded: which executor, which device, why there
 */
public record Worker(Map<String, ModelSpec> models, ModelCache cache, CollectionAccumulator<String> loads)
        implements Serializable {
    public Worker {
        models = Map.copyOf(models);
    }
}
