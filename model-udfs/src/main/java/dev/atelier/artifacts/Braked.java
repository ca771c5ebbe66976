package dev.atelier.artifacts;

import dev.atelier.worker.Brake;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Rows until the brake is pulled; what is left then can still be had, to say that it was not asked. */
final class Braked<T> implements Iterator<T> {
    private final Iterator<T> rows;
    private final Brake brake;
    private boolean stopped;

    /** @param brake null for none */
    Braked(Iterator<T> rows, Brake brake) {
        this.rows = rows;
        this.brake = brake;
    }

    @Override
    public boolean hasNext() {
        stopped = stopped || (brake != null && brake.isPulled());
        return !stopped && rows.hasNext();
    }

    /** Takes also what {@link #hasNext} promised before the brake was pulled. */
    @Override
    public T next() {
        if (!rows.hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.next();
    }

    /** What nobody took; only after {@link #hasNext} said no. */
    Iterator<T> rest() {
        return rows;
    }
}
