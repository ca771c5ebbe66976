package dev.atelier.worker;

import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** The GPUs that Spark gave to the running task. */
public final class TaskGpus {
    private TaskGpus() {}

    /** Addresses of the task's resource {@code gpu}; empty without one, and outside a task. */
    public static List<String> addresses() {
        TaskContext task = TaskContext.get();
        ResourceInformation gpu = task == null ? null : task.resourcesJMap().get("gpu");
        return gpu == null ? List.of() : List.of(gpu.addresses());
    }
}
