package dev.atelier.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.domain.Modality;
import dev.atelier.stage.Notes;
import dev.atelier.stage.TaskCounter;
import dev.atelier.worker.Brake;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/**
 * Watches what a run spends of its budget and pulls the brake. The sum is kept beside the run's outcomes, so that a run that
 * was killed and is resumed goes on counting; the next run begins anew. One for all generation stages of a run.
 */
public final class Spending {
    private static final String NOTE = ".outcomes/spent.json";
    private static final long MILLIS_BETWEEN_LOOKS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Budget budget;
    private final Prices prices;
    private final PrintStream out;
    private Spent before;
    private Supplier<Spent> now;
    private Thread watch;

    public Spending(Budget budget, Prices prices, PrintStream out) {
        this.budget = budget;
        this.prices = prices;
        this.out = out;
    }

    public Budget budget() {
        return budget;
    }

    /** What is left of the pictures; no bound: as many as there are. */
    long picturesLeft(Notes notes, long run) {
        return budget.pictures() == null
                ? Long.MAX_VALUE
                : Math.max(0, budget.pictures() - read(notes, run).pictures());
    }

    /**
     * Begins to count what a stage makes; the brake is pulled as soon as something is spent.
     *
     * @param rows counter of what is answered
     * @param tokens counter
     */
    void begin(SparkContext spark, Notes notes, long run, Modality modality, String rows, String tokens, Brake brake) {
        end(notes);
        before = read(notes, run);
        int devices = Math.max(1, spark.statusTracker().getExecutorInfos().length - 1);
        long start = System.nanoTime();
        TaskCounter made = TaskCounter.listening(spark, rows);
        TaskCounter read = TaskCounter.listening(spark, tokens);
        now = () -> before.and(
                modality == Modality.IMAGE ? made.sum() : 0, read.sum(), (System.nanoTime() - start) / 1e9, devices);
        if (!stops(brake)) {
            watch = new Thread(
                    () -> {
                        while (!stops(brake)) {
                            try {
                                Thread.sleep(MILLIS_BETWEEN_LOOKS);
                            } catch (InterruptedException e) {
                                return;
                            }
                            write(notes, now.get());
                        }
                    },
                    "budget");
            watch.setDaemon(true);
            watch.start();
        }
    }

    /** Stops counting; what was spent is written down. */
    void end(Notes notes) {
        if (watch != null) {
            watch.interrupt();
            watch = null;
        }
        if (now != null) {
            before = now.get();
            now = null;
            write(notes, before);
        }
    }

    private boolean stops(Brake brake) {
        Optional<String> spent = now.get().over(budget, prices);
        spent.ifPresent(what -> {
            brake.pull();
            out.println("budget: " + what + " are spent: nothing more is asked of a model in this run");
        });
        return spent.isPresent();
    }

    private static Spent read(Notes notes, long run) {
        String text = notes.read(NOTE);
        try {
            Spent spent = text == null ? null : JSON.readValue(text, Spent.class);
            return spent == null || spent.run() != run ? Spent.nothing(run) : spent;
        } catch (JsonProcessingException e) {
            return Spent.nothing(run);
        }
    }

    private static synchronized void write(Notes notes, Spent spent) {
        try {
            notes.write(NOTE, JSON.writeValueAsString(spent));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + spent, e);
        }
    }
}
