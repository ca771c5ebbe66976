package dev.atelier.scale;

import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.ExternalClusterManager;
import org.apache.spark.scheduler.SchedulerBackend;
import org.apache.spark.scheduler.TaskScheduler;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import org.apache.spark.scheduler.cluster.CoarseGrainedSchedulerBackend;

/**
 * Spark's scheduler and its backend as every cluster has them, without a cluster that starts executors: they come by
 * themselves ({@link SimulatedExecutors}).
 */
public final class SimulatedCluster implements ExternalClusterManager {
    /** Looks like Kubernetes, because Spark gives tasks their own resources on the clusters that it knows only. */
    static final String MASTER = "k8s://simulated";

    @Override
    public boolean canCreate(String master) {
        return MASTER.equals(master);
    }

    @Override
    public TaskScheduler createTaskScheduler(SparkContext spark, String master) {
        return new TaskSchedulerImpl(spark);
    }

    @Override
    public SchedulerBackend createSchedulerBackend(SparkContext spark, String master, TaskScheduler scheduler) {
        return new CoarseGrainedSchedulerBackend(
                (TaskSchedulerImpl) scheduler, spark.env().rpcEnv());
    }

    @Override
    public void initialize(TaskScheduler scheduler, SchedulerBackend backend) {
        ((TaskSchedulerImpl) scheduler).initialize(backend);
    }
}
