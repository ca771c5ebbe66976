package dev.atelier.domain;

import java.util.Iterator;

/**
 * A model at work for one task. The verb is open: jobs are taken as there is room and answers handed on in the jobs' order,
 * so that closed batches, continuous batching and calls of an endpoint are the same verb.
 *
 * @param <A> what it can be asked
 * @param <M> what it makes
 */
public interface Engine<A extends Ask, M> {
    /**
     * @param jobs read on the caller's thread only, as far ahead as there is room
     * @return one answer for each job, in order, computed when asked for. An answer never depends on the other jobs
     */
    Iterator<Answer<M>> answer(Iterator<Job<A>> jobs);
}
