package dev.atelier.pipeline;

import java.io.PrintStream;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;

/** The end of the process by a signal: one line instead of what everything that is interrupted has to say. */
final class Termination {
    /** Before Spark's and Hadoop's own hooks, which have at most 50. */
    private static final int FIRST = 1000;

    private static volatile boolean begun;
    private static volatile boolean ended;

    private Termination() {}

    /** From now on. */
    static void watch(PrintStream err) {
        ShutdownHookManager.get().addShutdownHook(() -> tell(err), FIRST);
    }

    private static void tell(PrintStream err) {
        if (!ended) {
            begun = true;
            SparkSession.getDefaultSession().foreach(spark -> {
                spark.sparkContext().setLogLevel("OFF");
                return null;
            });
            err.println("atelier: ended by a signal (what was finished is kept: the same command goes on)");
        }
    }

    /** Whether it has begun: whatever fails from then on fails because of it. */
    static boolean hasBegun() {
        return begun;
    }

    /** The command came to its own end. */
    static void exit(int code) {
        ended = !begun;
        System.exit(code);
    }
}
