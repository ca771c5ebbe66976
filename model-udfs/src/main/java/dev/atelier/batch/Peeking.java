package dev.atelier.batch;

import java.util.Iterator;

/** An iterator whose next element can be looked at before it is taken. Elements are not null. */
public final class Peeking<T> implements Iterator<T> {
    private final Iterator<T> source;
    private T next;

    public Peeking(Iterator<T> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        return next != null || source.hasNext();
    }

    /** The element that {@link #next} will give; there must be one. */
    public T peek() {
        next = next == null ? source.next() : next;
        return next;
    }

    @Override
    public T next() {
        T taken = peek();
        next = null;
        return taken;
    }
}
