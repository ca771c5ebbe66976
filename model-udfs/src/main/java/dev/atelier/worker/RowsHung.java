package dev.atelier.worker;

import java.time.Duration;
import java.util.List;

/** A model gave no answer for the rows inside it. They are on record; the next attempt gives each of them to the model alone. */
public final class RowsHung extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** Exit code of a process that ends because of it: the same command again goes on (EX_TEMPFAIL of sysexits.h). */
    public static final int TRY_AGAIN = 75;

    private static final int MOST_SHOWN = 20;

    RowsHung(List<String> ids, Duration bound, Throwable cause) {
        super(sentence(ids, bound), cause);
    }

    static String sentence(List<String> ids, Duration bound) {
        String shown = String.join(", ", ids.subList(0, Math.min(MOST_SHOWN, ids.size())));
        return "A model gave no answer for " + bound.toSeconds() + " s about " + ids.size() + " row(s): " + shown
                + (ids.size() > MOST_SHOWN ? ", ..." : "")
                + " (another attempt, or the same command again, tries each of them alone, and the one that hangs then"
                + " fails; if the model is only slow, raise execution.hangSeconds)";
    }
}
