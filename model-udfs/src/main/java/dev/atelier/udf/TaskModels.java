package dev.atelier.udf;

import dev.atelier.domain.Embedder;
import dev.atelier.domain.ImageGenerator;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Require;
import dev.atelier.domain.TextGenerator;
import dev.atelier.inference.ModelDevice;
import dev.atelier.inference.ModelLease;
import dev.atelier.inference.Models;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** Models for the running task, on the device that the task holds. They are given back when the task ends. */
public final class TaskModels {
    private TaskModels() {}

    /** @throws dev.atelier.weights.BadModelException if it cannot be loaded; so for the others */
    public static TextGenerator text(ModelSpec spec, ModelCache cache) {
        return held(Models.text(spec, cache.open(spec), device(spec)));
    }

    public static ImageGenerator images(ModelSpec spec, ModelCache cache) {
        return held(Models.images(spec, cache.open(spec), device(spec)));
    }

    public static Embedder embedder(ModelSpec spec, ModelCache cache) {
        return held(Models.embedder(spec, cache.open(spec), device(spec)));
    }

    private static ModelDevice device(ModelSpec spec) {
        return ModelDevice.choose(spec.device(), TaskGpus.addresses());
    }

    private static <M extends AutoCloseable> M held(ModelLease<M> lease) {
        TaskContext task = TaskContext.get();
        if (task == null) {
            lease.close();
            Require.that(false, "place of a model", "outside a task", "must be called on an executor");
        }
        task.addTaskCompletionListener(new GiveBack(lease));
        return lease.model();
    }

    private record GiveBack(ModelLease<?> lease) implements TaskCompletionListener {
        @Override
        public void onTaskCompletion(TaskContext task) {
            lease.close();
        }
    }
}
