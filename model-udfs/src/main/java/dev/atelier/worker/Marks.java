package dev.atelier.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The record of one task: its rows that are inside a model, in the order in which they went in. */
public final class Marks {
    private final RunFolder run;
    private final String folder;
    private final Map<String, Suspect> suspects;
    private final Deque<Mark> inside = new ArrayDeque<>();
    private int answered; // of the first mark
    private boolean entered;
    private boolean alone;

    Marks(RunFolder run, String folder, Map<String, Suspect> suspects) {
        this.run = run;
        this.folder = folder;
        this.suspects = suspects;
    }

    /** What is known of a row; null if it is not suspected. */
    Suspect suspect(String id) {
        return suspects.get(id);
    }

    /** Puts rows on record that go in now; a suspect waits until it can go in alone. */
    void enter(List<String> ids, boolean suspected) {
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
    }

    /** The first of the rows inside came back, with whatever answer. */
    void answered() {
        Mark first = inside.peek();
        if (first != null && ++answered == first.ids().size()) {
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
