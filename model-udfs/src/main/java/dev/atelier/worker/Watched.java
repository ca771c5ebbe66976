package dev.atelier.worker;

import dev.atelier.batch.Peeking;
import dev.atelier.domain.Answer;
import dev.atelier.domain.RowFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Rows through engines, each row on record while it is inside one ({@link InFlight}). Rows of one lane that follow each other
 * go through the lane's engine in one stream; a suspect goes alone, and one that is found not at all.
 *
 * @param <I> row
 * @param <M> what an engine makes of it
 */
public final class Watched<I, M> implements Iterator<Watched.Answered<I, M>>, AutoCloseable {
    /** A row with its answer. */
    public record Answered<I, M>(I row, Answer<M> answer) {}

    /** An engine as this sees it: one answer for each row, in order. */
    public interface Answering<I, M> {
        Iterator<Answer<M>> answer(Iterator<I> rows);
    }

    /** Which rows go where. */
    public interface Lanes<I, M> {
        /** Which engine a row is for. */
        String of(I row);

        Answering<I, M> engine(String lane);

        /** Whether its engine can take the process with it: asked after {@link #engine}. */
        default boolean isDangerous(String lane) {
            return true;
        }
    }

    private final Peeking<I> rows;
    private final Function<I, String> id;
    private final Lanes<I, M> lanes;
    private final Marks marks;
    private final int together;
    private final Deque<I> inside = new ArrayDeque<>();
    private Iterator<Answer<M>> answers = List.<Answer<M>>of().iterator();

    /**
     * @param marks of this task
     * @param together rows put on record at once; an engine takes at least as many before it begins
     */
    public Watched(Iterator<I> rows, Function<I, String> id, Lanes<I, M> lanes, Marks marks, int together) {
        this.rows = new Peeking<>(rows);
        this.id = id;
        this.lanes = lanes;
        this.marks = marks;
        this.together = together;
    }

    @Override
    public boolean hasNext() {
        return hasAnswer() || rows.hasNext();
    }

    @Override
    public Answered<I, M> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        } else if (!hasAnswer()) {
            I first = rows.peek();
            String lane = lanes.of(first);
            Answering<I, M> engine = lanes.engine(lane);
            RowFailure verdict = lanes.isDangerous(lane) ? verdict(id.apply(first)) : null;
            if (verdict != null) {
                return new Answered<>(rows.next(), Answer.failed(verdict));
            }
            answers = engine.answer(new Stream(lane));
        }
        Answer<M> answer = marks.watch(answers::next);
        marks.answered();
        return new Answered<>(inside.remove(), answer);
    }

    private boolean hasAnswer() {
        return marks.watch(answers::hasNext);
    }

    /** Takes what is still inside off the record: an exception is the caller's to handle. */
    @Override
    public void close() {
        marks.close();
    }

    private RowFailure verdict(String rowId) {
        Suspect suspect = marks.suspect(rowId);
        return suspect == null ? null : suspect.verdict(rowId);
    }

    /** Rows of one lane up to the next suspect, or one suspect. */
    private final class Stream implements Iterator<I> {
        private final String lane;
        private final boolean recording;
        private final Deque<I> recorded = new ArrayDeque<>();
        private boolean begun;
        private boolean ended;

        Stream(String lane) {
            this.lane = lane;
            this.recording = lanes.isDangerous(lane);
        }

        @Override
        public boolean hasNext() {
            if (recorded.isEmpty() && !ended) {
                record();
            }
            return !recorded.isEmpty();
        }

        @Override
        public I next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            inside.add(recorded.peek());
            return recorded.remove();
        }

        private void record() {
            boolean alone = false;
            List<String> ids = new ArrayList<>();
            while (!ended && recorded.size() < together && rows.hasNext() && lane.equals(lanes.of(rows.peek()))) {
                String rowId = id.apply(rows.peek());
                boolean suspected = recording && marks.suspect(rowId) != null;
                ended = suspected; // one suspect is a stream
                if (suspected && begun) {
                    break;
                }
                alone = suspected;
                begun = true;
                ids.add(rowId);
                recorded.add(rows.next());
            }
            if (recorded.isEmpty()) {
                ended = true;
            } else if (recording) {
                marks.enter(ids, alone);
            }
        }
    }
}
