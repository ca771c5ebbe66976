package dev.atelier.artifacts;

import dev.atelier.artifacts.GenerateArtifacts.Finished;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Artifact;
import dev.atelier.pictures.NewPictures;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a task finished goes into the store, a batch at a time, on the thread that finished it. Before the model begins a
 * batch it waits for what came before, so that the death of the process costs what it just works on, and little more.
 */
final class Keeping {
    private final ArtifactStore store;
    private final NewPictures pictures;
    private final int partition;
    private final int batchSize;
    private final int behind;
    private final Map<String, Artifact> made = new LinkedHashMap<>(); // by ask id
    private int answered;
    private int finished;
    private boolean broken;

    /**
     * @param pictures where finishing puts them
     * @param batchSize rows after which a batch is kept, whatever became of them
     * @param behind answered rows that need not be finished when the model begins the next batch
     */
    Keeping(ArtifactStore store, NewPictures pictures, int partition, int batchSize, int behind) {
        this.store = store;
        this.pictures = pictures;
        this.partition = partition;
        this.batchSize = batchSize;
        this.behind = behind;
    }

    /** A row that came out of the model, and will be finished. */
    synchronized <T> T expecting(T row) {
        answered++;
        return row;
    }

    /** Finishes a row. The last of a batch comes back when all of it is kept. */
    Finished keep(Supplier<Finished> finishing) {
        try {
            Finished row = finishing.get();
            add(row);
            return row;
        } catch (RuntimeException | Error e) {
            giveUp();
            throw e;
        }
    }

    private synchronized void add(Finished row) {
        if (row.answer() instanceof Answer.Done<Artifact> answer) {
            made.put(row.requests().get(0).askId(), answer.value());
        }
        if (++finished % batchSize == 0) {
            rest();
        }
        notifyAll();
    }

    /** Whoever reads the row gets the error; nobody shall wait for it. */
    private synchronized void giveUp() {
        broken = true;
        notifyAll();
    }

    /** Waits, before the model begins, until what came out of it is finished, and keeps it. */
    synchronized void settle() {
        try {
            while (finished < answered - behind && !broken) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while finished rows were kept", e);
        }
        if (behind == 0) {
            rest();
        }
    }

    /** Keeps the batch that is not full: its pictures first, so that no line ever tells of one that is not there. */
    synchronized void rest() {
        pictures.keep();
        store.keep(partition, made);
        made.clear();
    }
}
