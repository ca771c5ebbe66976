package dev.atelier.scale;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.apache.spark.SparkEnv;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.DirectTaskResult;
import org.apache.spark.scheduler.Task;
import org.apache.spark.scheduler.TaskDescription;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.util.AccumulatorV2;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.List;
import scala.collection.immutable.List$;
import scala.reflect.ClassTag;
import scala.runtime.BoxedUnit;

/**
 * What a task of a stage counts, the same for each: Spark's own metrics, those that a task of ours changes, and our
 * counter of rows.
 */
final class TaskCounters {
    /** Local property of the driver: the counter of rows as the driver would ship it, in Base64. */
    static final String COUNTER = "atelier.simulated.counter";

    static final int ROWS = 8; // of a task

    private final int stage;
    private final List<AccumulatorV2<?, ?>> halfway;
    private final ByteBuffer result;

    private TaskCounters(int stage, List<AccumulatorV2<?, ?>> halfway, ByteBuffer result) {
        this.stage = stage;
        this.halfway = halfway;
        this.result = result;
    }

    /** Reads a stage's counters out of one of its tasks. */
    static TaskCounters of(TaskDescription description) {
        SerializerInstance java = SparkEnv.get().closureSerializer().newInstance();
        ByteBuffer nothing = java.serialize(BoxedUnit.UNIT, ClassTag.apply(BoxedUnit.class));
        ByteBuffer result = java.serialize(
                new DirectTaskResult<BoxedUnit>(nothing, counted(java, description, ROWS), new long[0]),
                ClassTag.apply(DirectTaskResult.class));
        return new TaskCounters(task(java, description).stageId(), counted(java, description, ROWS / 2), result);
    }

    /** Whether the task is one of their stage. */
    boolean isOf(TaskDescription task) {
        return task.name().contains("stage " + stage + ".");
    }

    int stage() {
        return stage;
    }

    /** What a finished task sends. */
    ByteBuffer result() {
        return result.duplicate();
    }

    /** What a heartbeat says while such a task runs. */
    Tuple2<?, ?> inTask(long id) {
        return Tuple2.apply(id, halfway);
    }

    /** Those that are not zero, as executors send them. */
    private static List<AccumulatorV2<?, ?>> counted(SerializerInstance java, TaskDescription description, long rows) {
        TaskMetrics metrics = task(java, description).metrics();
        metrics.setExecutorDeserializeTime(20);
        metrics.setExecutorDeserializeCpuTime(20_000_000);
        metrics.setExecutorRunTime(10_000);
        metrics.setExecutorCpuTime(8_000_000_000L);
        metrics.setJvmGCTime(100);
        metrics.setPeakExecutionMemory(1 << 20);
        metrics.shuffleReadMetrics().incRemoteBlocksFetched(200);
        metrics.shuffleReadMetrics().incRemoteBytesRead(1 << 20);
        metrics.shuffleReadMetrics().incFetchWaitTime(30);
        metrics.shuffleReadMetrics().incRecordsRead(rows);
        LongAccumulator done = java.deserialize(
                ByteBuffer.wrap(
                        Base64.getDecoder().decode(description.properties().getProperty(COUNTER))),
                ClassTag.apply(LongAccumulator.class));
        done.add(rows);
        List<AccumulatorV2<?, ?>> all =
                List$.MODULE$.<AccumulatorV2<?, ?>>empty().$colon$colon(done);
        Iterator<AccumulatorV2<?, ?>> own = metrics.nonZeroInternalAccums().iterator();
        while (own.hasNext()) {
            all = all.$colon$colon(own.next());
        }
        return all;
    }

    private static Task<?> task(SerializerInstance java, TaskDescription description) {
        return java.deserialize(description.serializedTask().duplicate(), ClassTag.apply(Task.class));
    }
}
