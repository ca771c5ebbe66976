package dev.atelier.udf;

import dev.atelier.domain.RowFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the model with batches that fit: halves a failing one, shrinks and grows with the memory there is. */
final class BatchRunner<I, M> {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

    /** Batches without trouble before a shrunken batch is doubled; twice as many each time that it shrinks again. */
    private static final int GOOD_BATCHES_BEFORE_GROWTH = 4;

    private static final int MOST_PATIENCE = 64;

    private final int fullSize;
    private final Function<List<I>, List<M>> model;
    private int size;
    private int patience = GOOD_BATCHES_BEFORE_GROWTH / 2;
    private int goodBatches;

    BatchRunner(int fullSize, Function<List<I>, List<M>> model) {
        this.fullSize = fullSize;
        this.size = fullSize;
        this.model = model;
    }

    /** One row's answer; exactly one of output and failure is set. */
    record Answer<I, M>(I row, M output, RowFailure failure) {}

    /** Reads the next batch and answers each of its rows, in order. */
    List<Answer<I, M>> next(Iterator<I> rows) {
        List<I> batch = new ArrayList<>(size);
        while (batch.size() < size && rows.hasNext()) {
            batch.add(rows.next());
        }
        List<Answer<I, M>> answers = new ArrayList<>(batch.size());
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

    private void answer(List<I> batch, List<Answer<I, M>> answers) {
        try {
            List<M> outputs = model.apply(List.copyOf(batch));
            if (outputs.size() != batch.size()) {
                throw new IllegalStateException(
                        "the model gave " + outputs.size() + " answers for " + batch.size() + " rows");
            }
            for (int i = 0; i < batch.size(); i++) {
                answers.add(new Answer<>(batch.get(i), outputs.get(i), null));
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            Failures.rethrowFatal(e);
            answerInParts(batch, answers, e);
        }
    }

    private void answerInParts(List<I> batch, List<Answer<I, M>> answers, Throwable error) {
        boolean memory = Failures.isOutOfMemory(error);
        if (batch.size() == 1) {
            RowFailure failure = Failures.ofRow(memory ? "out_of_memory" : "model_error", error);
            answers.add(new Answer<>(batch.get(0), null, failure));
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
