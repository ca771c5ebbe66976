package dev.atelier.stage;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/** One line that says how far a stage is: rows done / total, rows per second, time left. */
public final class Progress {
    private static final long PERIOD_MILLIS = 2_000;
    private final String stage;
    private final long total;
    private final TaskCounter done;
    private final PrintStream out;
    private final long startNanos = System.nanoTime();

    private Progress(String stage, long total, TaskCounter done, PrintStream out) {
        this.stage = stage;
        this.total = total;
        this.done = done;
        this.out = out;
    }

    /** Makes the counter that tasks add their rows to, and prints how far it is until {@code total} are done. */
    public static LongAccumulator watch(SparkContext spark, String stage, long total, PrintStream out) {
        String counter = "atelier." + stage;
        if (total > 0) {
            TaskCounter done = TaskCounter.listening(spark, counter);
            Progress progress = new Progress(stage, total, done, out);
            Thread printer = new Thread(
                    () -> {
                        progress.print();
                        spark.removeSparkListener(done);
                    },
                    "progress-" + stage);
            printer.setDaemon(true);
            printer.start();
        }
        return spark.longAccumulator(counter);
    }

    /** Such as {@code generate-text   120/432 rows   3.4 rows/s   ETA 1:32}. */
    static String line(String stage, long done, long total, double seconds) {
        double rate = seconds > 0 ? done / seconds : 0;
        String eta = done == 0 || done >= total ? "" : "   ETA " + clock((long) ((total - done) / rate));
        return String.format(Locale.ROOT, "%-16s %6d/%d rows   %.1f rows/s%s", stage, done, total, rate, eta);
    }

    private static String clock(long seconds) {
        Duration left = Duration.ofSeconds(seconds);
        return left.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
    }

    private void print() {
        long last = 0;
        try {
            while (last < total) {
                Thread.sleep(PERIOD_MILLIS);
                long now = done.sum();
                if (now != last) {
                    out.println(line(stage, now, total, (System.nanoTime() - startNanos) / 1e9));
                    last = now;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
