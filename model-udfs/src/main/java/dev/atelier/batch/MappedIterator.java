package dev.atelier.batch;

import java.util.Iterator;
import java.util.function.Function;

/** An iterator that maps each element when it is asked for. */
public final class MappedIterator<A, B> implements Iterator<B> {
    private final Iterator<A> source;
    private final Function<A, B> map;

    public MappedIterator(Iterator<A> source, Function<A, B> map) {
        this.source = source;
        this.map = map;
    }

    @Override
    public boolean hasNext() {
        return source.hasNext();
    }

    @Override
    public B next() {
        return map.apply(source.next());
    }
}
