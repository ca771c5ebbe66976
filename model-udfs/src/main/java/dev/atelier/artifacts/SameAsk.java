package dev.atelier.artifacts;

import dev.atelier.batch.Peeking;
import dev.atelier.domain.GenerationRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Requests that follow each other and ask for the same, together. */
final class SameAsk implements Iterator<List<GenerationRequest>> {
    private final Peeking<GenerationRequest> requests;

    SameAsk(Iterator<GenerationRequest> requests) {
        this.requests = new Peeking<>(requests);
    }

    @Override
    public boolean hasNext() {
        return requests.hasNext();
    }

    @Override
    public List<GenerationRequest> next() {
        List<GenerationRequest> same = new ArrayList<>(List.of(requests.next()));
        while (requests.hasNext() && requests.peek().askId().equals(same.get(0).askId())) {
            same.add(requests.next());
        }
        return same;
    }
}
