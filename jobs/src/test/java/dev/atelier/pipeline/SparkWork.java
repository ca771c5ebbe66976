package dev.atelier.pipeline;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import scala.collection.Iterator;

/** Counts what Spark did: jobs started, and rows that tasks counted on accumulators, whatever became of their results. */
final class SparkWork extends SparkListener {
    private int jobs;
    private final Map<String, Long> rows = new TreeMap<>();

    /** What was done since the last question. */
    record Counts(int jobs, Map<String, Long> byAccumulator) {
        long rows(String accumulator) {
            return byAccumulator.getOrDefault(accumulator, 0L);
        }
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart start) {
        jobs++;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        Iterator<AccumulableInfo> counters = end.taskInfo().accumulables().iterator();
        while (counters.hasNext()) {
            AccumulableInfo counter = counters.next();
            String name = counter.name().isDefined() ? counter.name().get() : "";
            if (name.startsWith("atelier.")
                    && counter.update().isDefined()
                    && counter.update().get() instanceof Long added) {
                rows.merge(name, added, Long::sum);
            }
        }
    }

    /** Waits until Spark has told everything. */
    Counts since(SparkSession spark) {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } catch (Exception e) {
            throw new IllegalStateException("Spark's listeners do not come to rest", e);
        }
        synchronized (this) {
            Counts counts = new Counts(jobs, Map.copyOf(rows));
            jobs = 0;
            rows.clear();
            return counts;
        }
    }
}
