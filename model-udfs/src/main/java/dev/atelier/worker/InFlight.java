package dev.atelier.worker;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.TaskContext;

/**
 * Which rows are inside a model right now: a small file for the rows that went in together, gone when all came back. What
 * is left when a process dies names the suspects. The driver looks once, when a stage is planned, and hands what earlier
 * runs left over with the tasks; only a retried task looks again, into the record of its own partition. So a thousand
 * tasks work in one folder and never list each other's files.
 */
public final class InFlight implements Serializable {
    private static final long serialVersionUID = 1L;
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
        TaskContext task = TaskContext.get();
        return ofTask(task.partitionId(), task.attemptNumber() > 0 || task.stageAttemptNumber() > 0);
    }

    /** @param retried whether the partition was tried before */
    Marks ofTask(int partition, boolean retried) {
        String place = folder + "/" + partition;
        Map<String, Suspect> suspects = new HashMap<>(left);
        if (retried) {
            Mark.allIn(run, place).forEach(mark -> Suspect.note(suspects, mark, mark.alone() ? Suspect.DIED : null));
        }
        return new Marks(run, place, suspects);
    }
}
