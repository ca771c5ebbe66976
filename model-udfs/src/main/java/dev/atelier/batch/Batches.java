package dev.atelier.batch;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Require;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows through a model in batches that fit, one answer for each, in order. A failing batch is halved until the bad row
 * stands alone; out of memory shrinks the batch, tries the same rows again, and the batch grows back. One for each task.
 *
 * @param <I> row that comes in
 * @param <M> what the model makes of it
 */
public final class Batches<I, M> {
    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

    /** Batches without trouble before a shrunken batch is doubled; twice as many each time that it shrinks again. */
    private static final int GOOD_BATCHES_BEFORE_GROWTH = 4;

    private static final int MOST_PATIENCE = 64;

    private final int fullSize;
    private final Function<List<I>, List<Answer<M>>> model;
    private int size;
    private int patience = GOOD_BATCHES_BEFORE_GROWTH / 2;
    private int goodBatches;

    /**
     * @param fullSize rows of a full batch, 1 or more
     * @param model one answer for each row, in order; called on the thread that reads the answers
     */
    public Batches(int fullSize, Function<List<I>, List<Answer<M>>> model) {
        Require.that(fullSize >= 1, "batchSize", fullSize, "must be 1 or more");
        this.fullSize = fullSize;
        this.size = fullSize;
        this.model = model;
    }

    /** @return computed a batch at a time, when asked for */
    public Iterator<Answer<M>> answer(Iterator<I> rows) {
        Deque<Answer<M>> ready = new ArrayDeque<>();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !ready.isEmpty() || rows.hasNext();
            }

            @Override
            public Answer<M> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                } else if (ready.isEmpty()) {
                    ready.addAll(nextBatch(rows));
                }
                return ready.poll();
            }
        };
    }

    private List<Answer<M>> nextBatch(Iterator<I> rows) {
        List<I> batch = new ArrayList<>(size);
        while (batch.size() < size && rows.hasNext()) {
            batch.add(rows.next());
        }
        List<Answer<M>> answers = new ArrayList<>(batch.size());
        int sizeBefore = size;
        answer(batch, answers);
        if (size < sizeBefore) {
            patience = Math.min(MOST_PATIENCE, patience * 2);
            goodBatches = 0;
        } else if (size < fullSize && ++goodBatches >= patience) {
            size = Math.min(fullSize, size * 2);
            goodBatches = 0;
        }
        return answers;
    }

    private void answer(List<I> batch, List<Answer<M>> answers) {
        try {
            List<Answer<M>> given = model.apply(List.copyOf(batch));
            if (given.size() != batch.size()) {
                throw new IllegalStateException(
                        "the model gave " + given.size() + " answers for " + batch.size() + " rows");
            }
            answers.addAll(given);
        } catch (RuntimeException | OutOfMemoryError e) {
            Failures.rethrowFatal(e);
            answerInParts(batch, answers, e);
        }
    }

    private void answerInParts(List<I> batch, List<Answer<M>> answers, Throwable error) {
        boolean memory = Failures.isOutOfMemory(error);
        if (batch.size() == 1) {
            answers.add(Answer.failed(Failures.ofRow(memory ? "out_of_memory" : "model_error", error)));
            return;
        } else if (memory && batch.size() / 2 < size) {
            LOG.warn("Out of memory: batch size {} becomes {}, the same rows are tried again", size, batch.size() / 2);
            size = batch.size() / 2;
        }
        int half = (batch.size() + 1) / 2;
        int to;
        for (int from = 0; from < batch.size(); from = to) {
            to = Math.min(batch.size(), from + (memory ? size : half));
            answer(batch.subList(from, to), answers);
        }
    }
}
