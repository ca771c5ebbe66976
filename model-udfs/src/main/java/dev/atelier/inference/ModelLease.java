package dev.atelier.inference;

/** A task's hold on a loaded model that others may share. */
public interface ModelLease<M extends AutoCloseable> extends AutoCloseable {
    M model();

    /** Gives the hold back; the model stays loaded for the next task. Calling it twice does nothing more. */
    @Override
    void close();
}
