package dev.atelier.worker;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/**
 * Which rows are inside a model right now: a small file for the rows that went in together, gone when all came back. What
 * is left when a process dies names the suspects. The driver looks once, when a stage is planned, and hands what earlier
 * runs left over with the tasks; only a retried task looks again, into the record of its own partition. So a thousand
 * tasks work in one folder and never list each other's files.
 */
public final class InFlight implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Half a minute. */
    private static final int MOST_TRIES = 60;

    private static final long MILLIS_BETWEEN = 500;

    private static final AtomicLong PLANS = new AtomicLong();

    private final long plan = PLANS.incrementAndGet(); // on the driver
    private final RunFolder run;
    private final String folder;
    private final HashMap<String, Suspect> left;
    private final Patience patience;

    private InFlight(RunFolder run, String folder, Map<String, Suspect> left, Patience patience) {
        this.run = run;
        this.folder = folder;
        this.left = new HashMap<>(left);
        this.patience = patience;
    }

    /**
     * Looks what earlier runs left, and a job of this run that failed; for the driver.
     *
     * @param what goes into the models, such as {@code text}: names the record
     * @param application Spark's id of this run
     * @param patience with a model that gives no answer
     */
    public static InFlight planned(RunFolder run, String what, String application, Patience patience) {
        return planned(run, what, application, patience, LiveExecutors::isAlive);
    }

    static InFlight planned(
            RunFolder run, String what, String application, Patience patience, Predicate<String> alive) {
        Map<String, Suspect> left = new HashMap<>();
        for (Mark mark : Mark.allIn(run, folder(what))) {
            boolean ours = mark.path().startsWith(folder(what) + "/" + application + "/");
            if (!ours || mark.hung()) {
                Suspect.note(left, mark, false);
            } else if (isDead(run, mark, alive)) {
                Suspect.note(left, mark, true);
            }
        }
        return new InFlight(run, folder(what) + "/" + application, left, patience);
    }

    /** How often on record a row was alone when its process died, or rows hung. For the driver. */
    public static long found(RunFolder run, String what) {
        return Mark.tellingIn(run, folder(what));
    }

    /** Deletes the record: nobody is suspected once the stage is done. For the driver. */
    public static void clear(RunFolder run, String what) {
        run.delete(folder(what));
    }

    private static String folder(String what) {
        return ".store/" + what + "-in-flight";
    }

    /**
     * The record of the task that runs here. A retried task is given it when no attempt before it has rows inside a model
     * any more, or has them for long; such an attempt ends before its next batch.
     */
    public Marks ofThisTask() {
        boolean rivals = SparkEnv.get().conf().getBoolean("spark.speculation", false); // wanted by who set it
        return ofTask(TaskContext.getPartitionId(), isRetried(), rivals, LiveExecutors::isAlive);
    }

    /** Whether the partition of the task that runs here was tried before. */
    public static boolean isRetried() {
        TaskContext task = TaskContext.get();
        return task.attemptNumber() > 0 || task.stageAttemptNumber() > 0;
    }

    /**
     * @param retried whether the partition was tried before
     * @param rivals whether several attempts of it may go on at once
     * @param alive which executors are
     */
    Marks ofTask(int partition, boolean retried, boolean rivals, Predicate<String> alive) {
        String place = folder + "/" + partition;
        Map<String, Suspect> suspects = new HashMap<>(left);
        Claim claim = retried && !rivals ? Claim.next(run, place, plan) : Claim.first(run, place, plan);
        for (Mark mark : retried ? Mark.allIn(run, place) : List.<Mark>of()) {
            if (mark.hung() || isDead(run, mark, alive)) {
                Suspect.note(suspects, mark, !mark.hung());
            }
        }
        return new Marks(run, place, claim, suspects, patience);
    }

    /** Whether the process that left the mark is. One that lives may take its mark away; the driver may take a moment to know. */
    private static boolean isDead(RunFolder run, Mark mark, Predicate<String> alive) {
        for (int tries = 0; alive.test(mark.executor()); tries++) {
            if (tries == MOST_TRIES || !run.exists(mark.path())) {
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
