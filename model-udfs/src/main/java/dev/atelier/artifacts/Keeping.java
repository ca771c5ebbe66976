package dev.atelier.artifacts;

import dev.atelier.artifacts.GenerateArtifacts.Finished;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Artifact;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a task finished goes into the store, a batch at a time, on the thread that finished it: while the model works on one
 * batch the one before it is kept already, and the death of the process costs no more than one.
 */
final class Keeping {
    private final ArtifactStore store;
    private final int partition;
    private final int batchSize;
    private final Map<String, Artifact> made = new LinkedHashMap<>(); // by ask id
    private int finished;

    /** @param batchSize rows after which a batch is kept, whatever became of them */
    Keeping(ArtifactStore store, int partition, int batchSize) {
        this.store = store;
        this.partition = partition;
        this.batchSize = batchSize;
    }

    /** The last of a batch comes back when all of it is kept. */
    synchronized Finished keep(Finished row) {
        if (row.answer() instanceof Answer.Done<Artifact> answer) {
            made.put(row.requests().get(0).askId(), answer.value());
        }
        if (++finished % batchSize == 0) {
            rest();
        }
        return row;
    }

    /** Keeps the batch that is not full. */
    synchronized void rest() {
        store.keep(partition, made);
        made.clear();
    }
}
