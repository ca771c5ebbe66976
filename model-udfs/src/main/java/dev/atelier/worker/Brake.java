package dev.atelier.worker;

import java.io.Serializable;

/**
 * A word from the driver to tasks that are running: begin nothing new. A small file in the run's folder, since tasks have no
 * other way to hear of it before they end.
 */
public final class Brake implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long NANOS_BETWEEN_LOOKS = 1_000_000_000L;
    private final RunFolder run;
    private final String path;
    private transient boolean seen;
    private transient long lookedNanos;

    /** @param what it stops, such as {@code text}: names the file */
    public Brake(RunFolder run, String what) {
        this.run = run;
        this.path = ".store/" + what + "-stop";
    }

    /** For the driver. */
    public void pull() {
        run.writeWhole(path, new byte[] {'1'});
    }

    /** For the driver, before a stage begins and when it is done. */
    public void release() {
        run.delete(path);
    }

    /** For tasks; looks once a second at most. */
    public boolean isPulled() {
        long now = System.nanoTime();
        if (!seen && (lookedNanos == 0 || now - lookedNanos > NANOS_BETWEEN_LOOKS)) {
            lookedNanos = now;
            seen = run.exists(path);
        }
        return seen;
    }
}
