package dev.atelier.artifacts;

import dev.atelier.artifacts.GenerateArtifacts.Finished;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Requests that are not answered yet. Those that are, because an earlier attempt of the task answered them, stand aside. */
final class Unmade implements Iterator<List<GenerationRequest>> {
    private final Iterator<List<GenerationRequest>> asks;
    private final Map<String, Artifact> made;
    private final Deque<Finished> answered = new ArrayDeque<>();
    private List<GenerationRequest> next;

    /** @param made by ask id */
    Unmade(Iterator<List<GenerationRequest>> asks, Map<String, Artifact> made) {
        this.asks = asks;
        this.made = made;
    }

    /** What was passed over so far and not asked for yet; null if nothing. */
    Finished poll() {
        return answered.poll();
    }

    @Override
    public boolean hasNext() {
        while (next == null && asks.hasNext()) {
            List<GenerationRequest> same = asks.next();
            Artifact before = made.get(same.get(0).askId());
            if (before == null) {
                next = same;
            } else {
                answered.add(new Finished(same, Answer.done(before)));
            }
        }
        return next != null;
    }

    @Override
    public List<GenerationRequest> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<GenerationRequest> taken = next;
        next = null;
        return taken;
    }
}
