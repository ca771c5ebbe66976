package dev.atelier.batch;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Ask;
import dev.atelier.domain.Job;
import java.util.List;

/**
 * A loaded model that answers closed batches. Safe for use by several tasks at once.
 *
 * @param <A> what it can be asked
 * @param <M> what it makes
 */
public interface BatchModel<A extends Ask, M> extends AutoCloseable {
    /**
     * Answers each job, in order. An answer never depends on the other jobs of the batch; a job known to be bad is answered
     * so, without a call of the network.
     *
     * @throws RuntimeException if something failed and it is not known for which job
     */
    List<Answer<M>> answer(List<Job<A>> batch);

    @Override
    void close();
}
