package dev.atelier.inference;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loaded models of one JVM, one for each key, however many tasks ask at once. A model stays when its last lease is given
 * back, so that the next task finds it; {@link #closeIdle} lets go of those.
 */
final class ModelPool {
    private static final Logger LOG = LoggerFactory.getLogger(ModelPool.class);

    private final Map<Key, Entry<?>> entries = new HashMap<>(); // guarded by this
    private long loads; // guarded by this

    /** What makes two models the same. */
    record Key(Enum<?> kind, String digest, Enum<?> precision, int gpu) {}

    /**
     * The model of a key, loaded by the first who asks; the others wait for it.
     *
     * @throws RuntimeException what {@code load} threw; the next lease tries again
     */
    <M extends AutoCloseable> Lease<M> lease(Key key, Supplier<? extends M> load) {
        Entry<M> entry = join(key);
        try {
            return new Lease<>(this, entry, entry.model(this, key, load));
        } finally {
            leaveUnlessLoaded(key, entry);
        }
    }

    synchronized long loads() {
        return loads;
    }

    /** Closes every model that nobody holds. */
    synchronized void closeIdle() {
        Iterator<Entry<?>> all = entries.values().iterator();
        while (all.hasNext()) {
            Entry<?> entry = all.next();
            if (entry.leases == 0) {
                all.remove();
                entry.close();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private synchronized <M extends AutoCloseable> Entry<M> join(Key key) {
        Entry<M> entry = (Entry<M>) entries.computeIfAbsent(key, k -> new Entry<M>());
        entry.leases++;
        return entry;
    }

    private synchronized void leaveUnlessLoaded(Key key, Entry<?> entry) {
        if (entry.model == null && --entry.leases == 0) {
            entries.remove(key, entry);
        }
    }

    private synchronized void leave(Entry<?> entry) {
        entry.leases--;
    }

    private synchronized void countLoad() {
        loads++;
    }

    /** A task's hold on a model. Close it when the task ends; the model itself stays. */
    static final class Lease<M extends AutoCloseable> implements ModelLease<M> {
        private final ModelPool pool;
        private final M model;
        private Entry<M> entry;

        private Lease(ModelPool pool, Entry<M> entry, M model) {
            this.pool = pool;
            this.entry = entry;
            this.model = model;
        }

        @Override
        public M model() {
            return model;
        }

        @Override
        public synchronized void close() {
            if (entry != null) {
                pool.leave(entry);
                entry = null;
            }
        }
    }

    private static final class Entry<M extends AutoCloseable> {
        private int leases; // guarded by the pool
        private volatile M model;

        synchronized M model(ModelPool pool, Key key, Supplier<? extends M> load) {
            if (model == null) {
                long started = System.nanoTime();
                model = load.get();
                pool.countLoad();
                LOG.info("Loaded {} in {} ms", key, (System.nanoTime() - started) / 1_000_000);
            }
            return model;
        }

        void close() {
            try {
                model.close();
            } catch (Exception e) {
                LOG.warn("A model did not close", e);
            }
        }
    }
}
