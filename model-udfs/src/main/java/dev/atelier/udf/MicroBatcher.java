package dev.atelier.udf;

import dev.atelier.domain.Require;
import dev.atelier.domain.RowFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows through a model in micro-batches, one result for each row, in order. A failing batch is halved until the bad row
 * stands alone; out of memory shrinks the batch, tries the same rows again, and the batch grows back. The finishing of
 * one batch (encoding, writing) runs on a background thread while the model works on the next.
 *
 * @param <I> row that comes in
 * @param <M> what the model makes of it
 * @param <O> what finishing makes of that
 */
public final class MicroBatcher<I, M, O> {
    private static final Logger LOG = LoggerFactory.getLogger(MicroBatcher.class);

    /** Batches whose finishing may be under way while the model works: bounds the memory of unfinished results. */
    private static final int BATCHES_AHEAD = 1;

    private static final long JOIN_MILLIS = 60_000;

    private final BatchRunner<I, M> runner;
    private final BiFunction<I, M, O> finish;

    /**
     * @param batchSize rows of a full batch, 1 or more
     * @param model one answer for each row, in order; called on the thread that reads the results
     * @param finish called for each answered row on one background thread
     */
    public MicroBatcher(int batchSize, Function<List<I>, List<M>> model, BiFunction<I, M, O> finish) {
        Require.that(batchSize >= 1, "batchSize", batchSize, "must be 1 or more");
        this.runner = new BatchRunner<>(batchSize, model);
        this.finish = finish;
    }

    /**
     * What became of one row.
     *
     * @param output null if it failed
     * @param failure null unless it failed
     */
    public record Result<I, O>(I input, O output, RowFailure failure) {}

    /**
     * Starts a run. The input is read on the caller's thread only, a batch at a time.
     *
     * @return lazily computed; close it when the task ends, however it ends
     */
    public Run run(Iterator<I> rows) {
        return new Run(rows);
    }

    /** The results of one run, in order. Reading it to the end closes it. */
    public final class Run implements Iterator<Result<I, O>>, AutoCloseable {
        private final Iterator<I> rows;
        private final Deque<Future<List<Result<I, O>>>> unfinished = new ArrayDeque<>();
        private final ExecutorService finisher = Executors.newSingleThreadExecutor(this::finisherThread);
        private Thread finisherThread; // made with the first batch, on the caller's thread
        private Iterator<Result<I, O>> ready = List.<Result<I, O>>of().iterator();

        private Run(Iterator<I> rows) {
            this.rows = rows;
        }

        private Thread finisherThread(Runnable work) {
            finisherThread = new Thread(work, "atelier-finish");
            finisherThread.setDaemon(true);
            return finisherThread;
        }

        @Override
        public boolean hasNext() {
            try {
                while (!ready.hasNext() && advance()) {
                    ready = await(unfinished.remove()).iterator();
                }
                return ready.hasNext();
            } catch (RuntimeException | Error fatal) {
                close();
                throw fatal;
            }
        }

        /** Lets the model work ahead; false at the end. */
        private boolean advance() {
            while (unfinished.size() <= BATCHES_AHEAD && rows.hasNext()) {
                List<BatchRunner.Answer<I, M>> answers = runner.next(rows);
                unfinished.add(finisher.submit(() -> finishAll(answers)));
            }
            if (unfinished.isEmpty()) {
                close();
            }
            return !unfinished.isEmpty();
        }

        @Override
        public Result<I, O> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.next();
        }

        /** Stops and joins the background thread. Results not yet read are lost. */
        @Override
        public void close() {
            finisher.shutdownNow();
            try {
                if (finisherThread != null) {
                    finisherThread.join(JOIN_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (finisherThread != null && finisherThread.isAlive()) {
                LOG.warn("Finishing did not stop within {} ms; its thread is left behind", JOIN_MILLIS);
            }
        }

        private List<Result<I, O>> await(Future<List<Result<I, O>>> future) {
            try {
                return future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while finishing a batch", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error fatal) {
                    throw fatal;
                }
                throw new IllegalStateException("finishing a batch failed", e.getCause());
            }
        }
    }

    private List<Result<I, O>> finishAll(List<BatchRunner.Answer<I, M>> answers) {
        List<Result<I, O>> results = new ArrayList<>(answers.size());
        for (BatchRunner.Answer<I, M> answer : answers) {
            results.add(finishOne(answer));
        }
        return results;
    }

    private Result<I, O> finishOne(BatchRunner.Answer<I, M> answer) {
        if (answer.failure() != null) {
            return new Result<>(answer.row(), null, answer.failure());
        }
        try {
            return new Result<>(answer.row(), finish.apply(answer.row(), answer.output()), null);
        } catch (RuntimeException e) {
            Failures.rethrowFatal(e);
            return new Result<>(answer.row(), null, Failures.ofRow("finish_error", e));
        }
    }
}
