package dev.atelier;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import scala.collection.Iterator;

/** Counts what Spark did: jobs started for each stage, by their descriptions, and rows that tasks counted on accumulators, whatever became of their results. */
public final class SparkWork extends SparkListener {
    private final Map<String, Integer> jobs = new TreeMap<>();
    private final Map<String, Long> rows = new TreeMap<>();

    /** What was done since the last question. */
    public record Counts(Map<String, Integer> jobsByStage, Map<String, Long> byAccumulator) {
        public int jobs() {
            return jobsByStage.values().stream().mapToInt(Integer::intValue).sum();
        }

        public long rows(String accumulator) {
            return byAccumulator.getOrDefault(accumulator, 0L);
        }
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart start) {
        String description = start.properties().getProperty("spark.job.description", "not described");
        jobs.merge(description.replaceFirst(":.*", ""), 1, Integer::sum);
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
    public Counts since(SparkSession spark) {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } catch (Exception e) {
            throw new IllegalStateException("Spark's listeners do not come to rest", e);
        }
        synchronized (this) {
            Counts counts = new Counts(new TreeMap<>(jobs), Map.copyOf(rows));
            jobs.clear();
            rows.clear();
            return counts;
        }
    }
}
