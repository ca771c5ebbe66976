package dev.atelier.udf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/** Results to outcome rows, a batch at a time: what succeeded is in the store before its row is handed on. */
final class KeptBatches implements Iterator<Row> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OutcomeCodec<Artifact> CODEC = OutcomeCodec.of(Artifact.class);
    private final Iterator<MicroBatcher.Result<GenerationRequest, Artifact>> results;
    private final int batchSize;
    private final ArtifactStore store;
    private final LongAccumulator done;
    private final Deque<Row> ready = new ArrayDeque<>();

    KeptBatches(
            Iterator<MicroBatcher.Result<GenerationRequest, Artifact>> results,
            int batchSize,
            ArtifactStore store,
            LongAccumulator done) {
        this.results = results;
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
        List<Artifact> made = new ArrayList<>();
        for (int i = 0; i < batchSize && results.hasNext(); i++) {
            var result = results.next();
            if (result.failure() == null) {
                made.add(result.output());
                ready.add(CODEC.toRow(Outcome.kept(result.input().requestId(), result.output())));
            } else {
                ready.add(CODEC.toRow(Outcome.failed(
                        result.input().requestId(),
                        result.failure().reason(),
                        result.failure().getMessage(),
                        json(result.input()))));
            }
        }
        store.keep(made);
        done.add(ready.size());
    }

    private static String json(GenerationRequest request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write request " + request.requestId(), e);
        }
    }
}
