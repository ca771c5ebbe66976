package dev.atelier.inference;

/** A task's hold on a loaded model that others may share. Close it when the task ends; the model itself stays. */
public final class ModelLease<M extends AutoCloseable> implements AutoCloseable {
    private final M model;
    private Runnable giveBack; // null once it was

    ModelLease(M model, Runnable giveBack) {
        this.model = model;
        this.giveBack = giveBack;
    }

    public M model() {
        return model;
    }

    /** Gives the hold back; the model stays loaded for the next task. Calling it twice does nothing more. */
    @Override
    public synchronized void close() {
        if (giveBack != null) {
            giveBack.run();
            giveBack = null;
        }
    }
}
