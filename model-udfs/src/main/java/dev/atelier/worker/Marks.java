package dev.atelier.worker;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record of one task: its rows that are inside a model, in the order in which they went in. */
public final class Marks {
    private static final Logger LOG = LoggerFactory.getLogger(Marks.class);
    private final RunFolder run;
    private final String folder;
    private final Claim claim;
    private final Map<String, Suspect> suspects;
    private final Deque<Mark> inside = new ConcurrentLinkedDeque<>(); // the watchdog reads it
    private final Watchdog watchdog;
    private int rows; // inside
    private int answered; // of the first mark
    private boolean entered;
    private boolean alone;

    Marks(RunFolder run, String folder, Claim claim, Map<String, Suspect> suspects, Patience patience) {
        this.run = run;
        this.folder = folder;
        this.claim = claim;
        this.suspects = suspects;
        this.watchdog = new Watchdog(patience, this::hung);
    }

    /** What is known of a row; null if it is not suspected. */
    Suspect suspect(String id) {
        return suspects.get(id);
    }

    /**
     * Puts rows on record that go in now; a suspect waits until it can go in alone.
     *
     * @throws IllegalStateException if another attempt goes on with the partition
     */
    void enter(List<String> ids, boolean suspected) {
        claim.check();
        if (!entered) {
            alone = suspected && Company.enterAlone();
            if (!alone) {
                Company.enter();
            }
            entered = true;
        }
        Mark mark = Mark.of(folder, ids, LiveExecutors.here(), alone);
        mark.write(run);
        inside.add(mark);
        rows += ids.size();
        watchdog.entered(rows);
    }

    /**
     * Calls the engine that the rows are inside of.
     *
     * @throws RowsHung if it gives no answer in time
     */
    <T> T watch(Supplier<T> engine) {
        return watchdog.watch(rows, engine);
    }

    /** For the watchdog's thread. */
    private List<String> hung() {
        List<String> ids = new ArrayList<>();
        for (Mark mark : inside) {
            ids.addAll(mark.ids());
            try {
                mark.ofHung().write(run);
                erase(mark);
            } catch (RuntimeException e) {
                LOG.error("Cannot put on record that rows hang: {}", e.getMessage());
            }
        }
        return ids;
    }

    /** The first of the rows inside came back, with whatever answer. */
    void answered() {
        watchdog.answered();
        Mark first = inside.peek();
        if (first == null) {
            return;
        }
        rows--;
        if (++answered == first.ids().size()) {
            erase(inside.remove());
            if (first.alone()) {
                Suspect cleared = suspects.remove(first.ids().get(0));
                cleared.aloneAt().forEach(run::delete);
            }
            answered = 0;
            if (inside.isEmpty()) {
                leave();
            }
        }
    }

    /** Takes what is still inside off the record: only the death of the process leaves it. */
    void close() {
        inside.forEach(this::erase);
        inside.clear();
        leave();
    }

    private void leave() {
        if (entered && alone) {
            Company.leaveAlone();
        } else if (entered) {
            Company.leave();
        }
        entered = false;
    }

    private void erase(Mark mark) {
        run.delete(mark.path());
    }
}
