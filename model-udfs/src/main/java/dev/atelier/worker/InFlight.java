package dev.atelier.worker;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.TaskContext;

/**
 * Which rows are inside a model right now: a small file for the rows that went in together, gone when all came back. What
 * is left when a process dies names the suspects. The driver looks once, when a stage is planned, and hands what earlier
 * runs left over with the tasks; only a retried task looks again, into the record of its own partition. So a thousand
 * tasks work in one folder and never list each other's files.
 */
public final class InFlight implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Half a minute. A process of an attempt that Spark gave up may also live on, and come through. */
    private static final int MOST_TRIES = 60;

    private static final long MILLIS_BETWEEN = 500;

    private final RunFolder run;
    private final String folder;
    private final HashMap<String, Suspect> left;

    private InFlight(RunFolder run, String folder, Map<String, Suspect> left) {
        this.run = run;
        this.folder = folder;
        this.left = new HashMap<>(left);
    }

    /**
     * Looks what earlier runs left; for the driver.
     *
     * @param what goes into the models, such as {@code text}: names the record
     * @param application Spark's id of this run
     */
    public static InFlight planned(RunFolder run, String what, String application) {
        Map<String, Suspect> left = new HashMap<>();
        for (String other : run.list(folder(what))) {
            for (String partition : run.list(folder(what) + "/" + other)) {
                Mark.allIn(run, folder(what) + "/" + other + "/" + partition)
                        .forEach(mark -> Suspect.note(left, mark, null));
            }
        }
        return new InFlight(run, folder(what) + "/" + application, left);
    }

    /** Deletes the record: nobody is suspected once the stage is done. For the driver. */
    public static void clear(RunFolder run, String what) {
        run.delete(folder(what));
    }

    private static String folder(String what) {
        return ".store/" + what + "-in-flight";
    }

    /** The record of the task that runs here. */
    public Marks ofThisTask() {
        return ofTask(TaskContext.getPartitionId(), isRetried(), LiveExecutors::isAlive);
    }

    /** Whether the partition of the task that runs here was tried before. */
    public static boolean isRetried() {
        TaskContext task = TaskContext.get();
        return task.attemptNumber() > 0 || task.stageAttemptNumber() > 0;
    }

    /**
     * @param retried whether the partition was tried before
     * @param alive which executors are
     */
    Marks ofTask(int partition, boolean retried, Predicate<String> alive) {
        String place = folder + "/" + partition;
        Map<String, Suspect> suspects = new HashMap<>(left);
        for (Mark mark : retried ? Mark.allIn(run, place) : List.<Mark>of()) {
            Suspect.note(suspects, mark, mark.alone() && isDead(mark, alive) ? Suspect.DIED : null);
        }
        return new Marks(run, place, suspects);
    }

    /** Whether the process that left the mark is; the driver may take a moment to know. */
    private boolean isDead(Mark mark, Predicate<String> alive) {
        for (int tries = 0; alive.test(mark.executor()); tries++) {
            if (tries == MOST_TRIES || mark.executor().equals(LiveExecutors.here()) || !run.exists(mark.path())) {
                return false;
            }
            try {
                Thread.sleep(MILLIS_BETWEEN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for news of executor " + mark.executor(), e);
            }
        }
        return true;
    }
}
