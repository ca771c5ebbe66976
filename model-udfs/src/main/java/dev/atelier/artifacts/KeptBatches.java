package dev.atelier.artifacts;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** Answers to outcome rows, a batch at a time: what succeeded is in the store before its row is handed on. Counts them. */
final class KeptBatches implements Iterator<Row> {
    private static final OutcomeCodec<Artifact> OUTCOMES = OutcomeCodec.of(Artifact.class);
    private static final RowCodec<GenerationRequest> REQUESTS = RowCodec.of(GenerationRequest.class);
    private final Iterator<GenerateArtifacts.Finished> finished;
    private final int batchSize;
    private final Keeping keeping;
    private final Unmade asks;
    private final Braked<GenerationRequest> requests;
    private final Controls controls;
    private final Deque<Row> ready = new ArrayDeque<>();

    /**
     * @param finished rows that went through {@code keeping}
     * @param asks where they came from; what it passed over is handed on too
     * @param requests where those came from; what the brake left there is handed on as not asked
     */
    KeptBatches(
            Iterator<GenerateArtifacts.Finished> finished,
            int batchSize,
            Keeping keeping,
            Unmade asks,
            Braked<GenerationRequest> requests,
            Controls controls) {
        this.finished = finished;
        this.batchSize = batchSize;
        this.keeping = keeping;
        this.asks = asks;
        this.requests = requests;
        this.controls = controls;
    }

    @Override
    public boolean hasNext() {
        if (ready.isEmpty()) {
            refill();
        }
        return !ready.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.poll();
    }

    private void refill() {
        int rows = 0;
        while (rows < batchSize && finished.hasNext()) {
            GenerateArtifacts.Finished next = finished.next();
            controls.count(next.answer());
            add(next);
            rows++;
        }
        if (rows < batchSize) {
            keeping.rest();
        }
        for (GenerateArtifacts.Finished before = asks.poll(); before != null; before = asks.poll()) {
            add(before);
        }
        controls.rows().add(ready.size());
        while (ready.isEmpty() && requests.rest().hasNext()) {
            ready.add(NotAsked.of(requests.rest().next()));
        }
    }

    private void add(GenerateArtifacts.Finished next) {
        for (GenerationRequest request : next.requests()) {
            ready.add(OUTCOMES.toRow(outcome(request, next.answer())));
        }
    }

    private static Outcome<Artifact> outcome(GenerationRequest request, Answer<Artifact> answer) {
        if (answer instanceof Answer.Done<Artifact> done) {
            return Outcome.kept(request.requestId(), done.value().answering(request));
        }
        Answer.Failed<Artifact> failed = (Answer.Failed<Artifact>) answer;
        return Outcome.failed(request.requestId(), failed.reason(), failed.message(), REQUESTS.json(request));
    }
}
