package dev.atelier.worker;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long a model may be silent about rows that are inside it before they are taken for hung.
 *
 * @param floor at least so long; so long for each row while nothing is known of the model's pace
 * @param grace how long a thread that was interrupted has to come back before its process is ended
 */
public record Patience(Duration floor, Duration grace) implements Serializable {
    private static final Duration GRACE = Duration.ofSeconds(30);
    /** Rows differ in length, and machines have other work. */
    private static final int TIMES_THE_SLOWEST = 10;

    public static Patience ofSeconds(int floor) {
        return new Patience(Duration.ofSeconds(floor), GRACE);
    }

    /** @param slowest what a row took at most until now; null if none came back yet */
    Duration with(int rows, Duration slowest) {
        if (slowest == null) {
            return floor.multipliedBy(rows);
        }
        Duration measured = slowest.multipliedBy((long) rows * TIMES_THE_SLOWEST);
        return measured.compareTo(floor) > 0 ? measured : floor;
    }
}
