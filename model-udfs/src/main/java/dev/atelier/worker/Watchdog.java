package dev.atelier.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one task's calls of its engine. A call that lasts too long with rows inside is interrupted and fails; where that
 * does not help, in a loop of native code, the process is ended.
 */
final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final ScheduledThreadPoolExecutor TIMER = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "atelier-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    static {
        TIMER.setRemoveOnCancelPolicy(true); // an alarm is set for each call
    }

    private final Patience patience;
    private final Supplier<List<String>> onHang;
    private Duration slowest; // what a row took at most, null for not known
    private long call; // odd while one is watched
    private Thread caller;
    private int rows;
    private long sinceNanos;
    private Duration bound;
    private Future<?> alarm;
    private List<String> hung; // ids; null while all is well

    /** @param onHang puts it on record, and says which rows are inside */
    Watchdog(Patience patience, Supplier<List<String>> onHang) {
        this.patience = patience;
        this.onHang = onHang;
    }

    /**
     * Calls the engine.
     *
     * @param inside how many rows are inside it already
     * @throws RowsHung if it took too long
     */
    <T> T watch(int inside, Supplier<T> engine) {
        begin(inside);
        try {
            T result = engine.get();
            end(null);
            return result;
        } catch (RuntimeException | Error e) {
            end(e);
            throw e;
        }
    }

    private synchronized void begin(int inside) {
        call++;
        caller = Thread.currentThread();
        hung = null;
        entered(inside);
    }

    /** More rows went in during a call: so many are inside now. */
    synchronized void entered(int inside) {
        rows = inside;
        if (call % 2 == 0 || rows == 0) {
            return;
        }
        disarm();
        sinceNanos = System.nanoTime();
        bound = patience.with(rows, slowest);
        long watched = call;
        alarm = TIMER.schedule(() -> interrupt(watched), bound.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An answer came out of a call that computed. */
    synchronized void answered() {
        if (rows > 0) {
            Duration took = Duration.ofNanos(System.nanoTime() - sinceNanos).dividedBy(rows);
            slowest = slowest == null || took.compareTo(slowest) > 0 ? took : slowest;
        }
    }

    private synchronized void end(Throwable error) {
        if (call % 2 == 0) {
            return; // it hung, and that was told
        }
        call++;
        disarm();
        if (hung != null) {
            Thread.interrupted(); // meant for the call
            throw new RowsHung(hung, bound, error);
        }
    }

    private void disarm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    private synchronized void interrupt(long watched) {
        if (call == watched && hung == null) {
            hung = onHang.get();
            LOG.error(RowsHung.sentence(hung, bound));
            caller.interrupt();
            alarm = TIMER.schedule(() -> endProcess(watched), patience.grace().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void endProcess(long watched) {
        if (call == watched) {
            System.err.println("atelier: " + RowsHung.sentence(hung, bound)
                    + " Interrupting it did not help: this process ends now.");
            Runtime.getRuntime().halt(RowsHung.TRY_AGAIN);
        }
    }
}
