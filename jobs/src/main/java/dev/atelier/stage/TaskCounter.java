package dev.atelier.stage;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Tuple4;
import scala.collection.Iterable;
import scala.collection.Iterator;

/**
 * Sums a counter over tasks that are still running. Spark adds a task's counters to the driver's only when the task ends;
 * heartbeats bring them earlier, to listeners alone.
 */
public final class TaskCounter extends SparkListener {
    private final String counter;
    private final Map<Long, Long> byTask = new ConcurrentHashMap<>();

    private TaskCounter(String counter) {
        this.counter = counter;
    }

    /** Counts from now on. */
    public static TaskCounter listening(SparkContext spark, String counter) {
        TaskCounter listener = new TaskCounter(counter);
        spark.addSparkListener(listener);
        return listener;
    }

    public long sum() {
        return byTask.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        Iterator<?> tasks = ((Iterable<?>) update.accumUpdates()).iterator();
        while (tasks.hasNext()) {
            Tuple4<?, ?, ?, ?> task = (Tuple4<?, ?, ?, ?>) tasks.next();
            note((Long) task._1(), (Iterable<?>) task._4());
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        note(end.taskInfo().taskId(), (Iterable<?>) end.taskInfo().accumulables());
    }

    private void note(long task, Iterable<?> counters) {
        Iterator<?> each = counters.iterator();
        while (each.hasNext()) {
            AccumulableInfo info = (AccumulableInfo) each.next();
            if (info.name().isDefined()
                    && info.name().get().equals(counter)
                    && info.update().isDefined()) {
                byTask.put(task, ((Number) info.update().get()).longValue());
            }
        }
    }
}
