package dev.atelier.worker;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Who is inside the models of this process: many rows together, or one suspect alone, so that a death tells who it was. */
final class Company {
    private static final int PLACES = 1 << 20;

    /** A task that keeps the models to itself longer does not hold up a suspect: it goes in with the others, and proves nothing. */
    private static final long LONGEST_WAIT_MINUTES = 60;

    // fair: a suspect that waits is let in before those who come later
    private static final Semaphore FREE = new Semaphore(PLACES, true);

    private Company() {}

    /** Waits until no suspect is alone inside. */
    static void enter() {
        waiting(() -> {
            FREE.acquire();
            return true;
        });
    }

    /**
     * Waits until nobody is inside.
     *
     * @return false if others stayed too long
     */
    static boolean enterAlone() {
        return waiting(() -> FREE.tryAcquire(PLACES, LONGEST_WAIT_MINUTES, TimeUnit.MINUTES));
    }

    static void leave() {
        FREE.release();
    }

    static void leaveAlone() {
        FREE.release(PLACES);
    }

    private interface Waiting {
        boolean forPlaces() throws InterruptedException;
    }

    private static boolean waiting(Waiting waiting) {
        try {
            return waiting.forPlaces();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a model", e);
        }
    }
}
