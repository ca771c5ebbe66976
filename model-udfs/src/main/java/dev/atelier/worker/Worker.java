package dev.atelier.worker;

import dev.atelier.domain.ModelSpec;
import java.io.Serializable;
import java.util.Map;
import org.apache.spark.util.CollectionAccumulator;

/**
 * What every task that runs models is given.
 *
 * @param models by the configuration's names
 * @param modelBytes that all loaded models may take on one device of an executor before idle ones are closed
 * @param loads gets one sentence for each model that had to be loaded: which executor, which device, why there
 */
public record Worker(
        Map<String, ModelSpec> models, ModelCache cache, long modelBytes, CollectionAccumulator<String> loads)
        implements Serializable {
    public Worker {
        models = Map.copyOf(models);
    }
}
