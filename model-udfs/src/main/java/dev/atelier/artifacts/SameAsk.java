package dev.atelier.artifacts;

import dev.atelier.domain.GenerationRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Requests that follow each other and ask for the same, together. */
final class SameAsk implements Iterator<List<GenerationRequest>> {
    private final Iterator<GenerationRequest> requests;
    private GenerationRequest next;

    SameAsk(Iterator<GenerationRequest> requests) {
        this.requests = requests;
    }

    @Override
    public boolean hasNext() {
        return next != null || requests.hasNext();
    }

    @Override
    public List<GenerationRequest> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<GenerationRequest> same = new ArrayList<>();
        same.add(next == null ? requests.next() : next);
        next = null;
        while (requests.hasNext()) {
            next = requests.next();
            if (!next.askId().equals(same.get(0).askId())) {
                break;
            }
            same.add(next);
            next = null;
        }
        return same;
    }
}
