package dev.atelier.udf;

import dev.atelier.domain.Embedder;
import dev.atelier.domain.ImageGenerator;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.TextGenerator;
import dev.atelier.inference.ModelDevice;
import dev.atelier.inference.ModelLease;
import dev.atelier.inference.Models;
import dev.atelier.weights.ModelDirectory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.TaskCompletionListener;

/** The models that one task holds, out of its executor's pool; given back when the task ends, however it ends. */
public final class TaskModels implements AutoCloseable {
    private static final Object LOADING = new Object();
    private final Map<String, ModelSpec> specs;
    private final ModelCache cache;
    private final CollectionAccumulator<String> loads;
    private final Map<String, ModelLease<?>> held = new HashMap<>();

    private TaskModels(Map<String, ModelSpec> specs, ModelCache cache, CollectionAccumulator<String> loads) {
        this.specs = specs;
        this.cache = cache;
        this.loads = loads;
    }

    /** @param loads gets one sentence for each model that had to be loaded: which executor, which device, why there */
    public static TaskModels ofThisTask(
            Map<String, ModelSpec> specs, ModelCache cache, CollectionAccumulator<String> loads) {
        TaskModels models = new TaskModels(specs, cache, loads);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> models.close());
        return models;
    }

    public TextGenerator text(String name) {
        return (TextGenerator) hold(name, Models::text);
    }

    public ImageGenerator images(String name) {
        return (ImageGenerator) hold(name, Models::images);
    }

    public Embedder embedder(String name) {
        return (Embedder) hold(name, Models::embedder);
    }

    /** Loads the model now, if it is not loaded, so that what is wrong with it shows before the first batch. */
    void hold(Modality modality, String name) {
        switch (modality) {
            case TEXT -> text(name);
            case IMAGE -> images(name);
        }
    }

    private interface Lend {
        ModelLease<?> lend(ModelSpec spec, ModelDirectory directory, ModelDevice device);
    }

    private AutoCloseable hold(String name, Lend pool) {
        return held.computeIfAbsent(name, n -> lease(specs.get(n), pool)).model();
    }

    private ModelLease<?> lease(ModelSpec spec, Lend pool) {
        ModelDevice device = ModelDevice.choose(spec.device(), TaskGpus.addresses());
        // one load at a time, so that the count tells who loaded
        synchronized (LOADING) {
            long before = Models.loads();
            ModelLease<?> lease = pool.lend(spec, cache.open(spec), device);
            if (Models.loads() > before) {
                loads.add(
                        "executor " + SparkEnv.get().executorId() + " loaded " + spec.name() + ": " + device.reason());
            }
            return lease;
        }
    }

    @Override
    public void close() {
        List<ModelLease<?>> all = new ArrayList<>(held.values());
        held.clear();
        all.forEach(ModelLease::close);
    }
}
