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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/** Answers to outcome rows, a batch at a time: what succeeded is in the store before its row is handed on. */
final class KeptBatches implements Iterator<Row> {
    private static final OutcomeCodec<Artifact> OUTCOMES = OutcomeCodec.of(Artifact.class);
    private static final RowCodec<GenerationRequest> REQUESTS = RowCodec.of(GenerationRequest.class);
    private final Iterator<GenerateArtifacts.Finished> finished;
    private final int batchSize;
    private final ArtifactStore store;
    private final LongAccumulator done;
    private final Deque<Row> ready = new ArrayDeque<>();

    KeptBatches(
            Iterator<GenerateArtifacts.Finished> finished, int batchSize, ArtifactStore store, LongAccumulator done) {
        this.finished = finished;
        this.batchSize = batchSize;
        this.store = store;
        this.done = done;
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
        Map<String, Artifact> made = new LinkedHashMap<>(); // by ask id
        for (int i = 0; i < batchSize && finished.hasNext(); i++) {
            GenerateArtifacts.Finished next = finished.next();
            if (next.answer() instanceof Answer.Done<Artifact> answer) {
                made.put(next.requests().get(0).askId(), answer.value());
            }
            for (GenerationRequest request : next.requests()) {
                ready.add(OUTCOMES.toRow(outcome(request, next.answer())));
            }
        }
        store.keep(made);
        done.add(ready.size());
    }

    private static Outcome<Artifact> outcome(GenerationRequest request, Answer<Artifact> answer) {
        if (answer instanceof Answer.Done<Artifact> done) {
            return Outcome.kept(request.requestId(), done.value().answering(request));
        }
        Answer.Failed<Artifact> failed = (Answer.Failed<Artifact>) answer;
        return Outcome.failed(request.requestId(), failed.reason(), failed.message(), REQUESTS.json(request));
    }
}
