package dev.atelier.worker;

import dev.atelier.batch.BatchModel;
import dev.atelier.domain.Chooser;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.Embedder;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.GeneratedText;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.PictureGuard;
import dev.atelier.domain.PictureReader;
import dev.atelier.domain.TextEmbedder;
import dev.atelier.domain.TextLikelihood;
import dev.atelier.domain.WriteText;
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
import org.apache.spark.util.TaskCompletionListener;

/** The models that one task holds, out of its executor's pool; given back when the task ends, however it ends. */
public final class TaskModels implements Makers, AutoCloseable {
    private static final Object LOADING = new Object();
    private final Worker worker;
    private final Map<String, ModelLease<?>> held = new HashMap<>();

    private TaskModels(Worker worker) {
        this.worker = worker;
    }

    public static TaskModels ofThisTask(Worker worker) {
        TaskModels models = new TaskModels(worker);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> models.close());
        return models;
    }

    @Override
    @SuppressWarnings("unchecked")
    public BatchModel<WriteText, GeneratedText> writer(String name) {
        return (BatchModel<WriteText, GeneratedText>) hold(name, Models::writer);
    }

    @Override
    @SuppressWarnings("unchecked")
    public BatchModel<DrawPicture, GeneratedImage> painter(String name) {
        return (BatchModel<DrawPicture, GeneratedImage>) hold(name, Models::painter);
    }

    public Chooser chooser(String name) {
        return (Chooser) hold(name, Models::chooser);
    }

    public TextLikelihood likelihood(String name) {
        return (TextLikelihood) hold(name, Models::likelihood);
    }

    public Embedder embedder(String name) {
        return (Embedder) hold(name, Models::embedder);
    }

    public TextEmbedder sentences(String name) {
        return (TextEmbedder) hold(name, Models::sentences);
    }

    public PictureGuard guard(String name) {
        return (PictureGuard) hold(name, Models::guard);
    }

    public PictureReader reader(String name) {
        return (PictureReader) hold(name, Models::reader);
    }

    private interface Lend {
        ModelLease<?> lend(ModelSpec spec, ModelDirectory directory, ModelDevice device);
    }

    private AutoCloseable hold(String name, Lend pool) {
        return held.computeIfAbsent(name, n -> lease(worker.models().get(n), pool))
                .model();
    }

    private ModelLease<?> lease(ModelSpec spec, Lend pool) {
        // one load at a time, so that the count tells who loaded
        synchronized (LOADING) {
            Models.keepWithin(worker.modelBytes());
            long before = Models.loads();
            ModelDirectory directory = worker.cache().open(spec);
            ModelDevice device = Models.device(directory.kind(), spec.device(), TaskGpus.addresses());
            ModelLease<?> lease = pool.lend(spec, directory, device);
            if (Models.loads() > before) {
                worker.loads()
                        .add("executor " + SparkEnv.get().executorId() + " loaded " + spec.name() + ": "
                                + device.reason());
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
