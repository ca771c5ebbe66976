package dev.atelier.batch;

import dev.atelier.domain.Answer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a model made, finished (encoded, written) on one background thread while the model works on what comes next; order
 * kept. The source is read on the caller's thread only. Reading it to the end closes it; else close it.
 *
 * @param <A> what the model made
 * @param <B> what finishing makes of it
 */
public final class Finishing<A, B> implements Iterator<B>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Finishing.class);
    private static final long JOIN_MILLIS = 60_000;

    private final Iterator<A> source;
    private final int ahead;
    private final Function<A, B> finish;
    private final Deque<Future<B>> unfinished = new ArrayDeque<>();
    private final ExecutorService finisher = Executors.newSingleThreadExecutor(this::thread);
    private Thread thread; // made with the first row, on the caller's thread

    /**
     * @param ahead rows that may be unfinished while the source is asked for the next one: bounds the memory; a batch is
     *     the right number
     * @param finish called for each row; what it throws is thrown where the row is read
     */
    public Finishing(Iterator<A> source, int ahead, Function<A, B> finish) {
        this.source = source;
        this.ahead = ahead;
        this.finish = finish;
    }

    /** One row's finishing: what goes wrong in it is the row's own failure, {@code finish_error} if it has no better word. */
    public static <A, B> Answer<B> finish(Answer<A> made, Function<A, B> finish) {
        return made.then(value -> {
            try {
                return finish.apply(value);
            } catch (RuntimeException e) {
                Failures.rethrowFatal(e);
                throw Failures.ofRow("finish_error", e);
            }
        });
    }

    private Thread thread(Runnable work) {
        thread = new Thread(work, "atelier-finish");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public boolean hasNext() {
        if (unfinished.isEmpty() && !source.hasNext()) {
            close();
            return false;
        }
        return true;
    }

    @Override
    public B next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            while (unfinished.size() <= ahead && source.hasNext()) {
                A row = source.next();
                unfinished.add(finisher.submit(() -> finish.apply(row)));
            }
            return await(unfinished.remove());
        } catch (RuntimeException | Error fatal) {
            close();
            throw fatal;
        }
    }

    /** Stops and joins the background thread. Rows not yet read are lost. */
    @Override
    public void close() {
        finisher.shutdownNow();
        try {
            if (thread != null) {
                thread.join(JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread != null && thread.isAlive()) {
            LOG.warn("Finishing did not stop within {} ms; its thread is left behind", JOIN_MILLIS);
        }
    }

    private B await(Future<B> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while finishing a row", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error fatal) {
                throw fatal;
            }
            throw new IllegalStateException("finishing a row failed", e.getCause());
        }
    }
}
