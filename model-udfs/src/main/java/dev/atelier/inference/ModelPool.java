package dev.atelier.inference;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loaded models of one JVM, one for each key, however many tasks ask at once. A model stays when its last lease is given
 * back, so that the next task finds it; {@link #closeIdle} lets go of those.
 */
final class ModelPool {
    private static final Logger LOG = LoggerFactory.getLogger(ModelPool.class);

    private final Map<Key, Entry<?>> entries = new LinkedHashMap<>(); // guarded by this; the longest unasked first
    private long loads; // guarded by this
    private long bound = Long.MAX_VALUE; // guarded by this

    /** What makes two models the same. */
    record Key(Enum<?> kind, String digest, Enum<?> precision, int gpu) {}

    /**
     * The model of a key, loaded by the first who asks; the others wait for it.
     *
     * @param bytes that it takes once loaded; asked before it is
     * @throws RuntimeException what {@code load} threw; the next lease tries again
     */
    <M extends AutoCloseable> ModelLease<M> lease(Key key, LongSupplier bytes, Supplier<? extends M> load) {
        Entry<M> entry = join(key);
        try {
            return new ModelLease<>(entry.model(this, key, bytes, load), () -> leave(entry));
        } finally {
            leaveUnlessLoaded(key, entry);
        }
    }

    /** @param bytes of all models on one device: a load that would pass them closes idle models first */
    synchronized void keepWithin(long bytes) {
        bound = bytes;
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

    /** Closes idle models of the device, the longest unasked first, until there is room. Models in use stay. */
    private synchronized void makeRoom(Key key) {
        for (Key idle : List.copyOf(entries.keySet())) {
            Entry<?> entry = entries.get(idle);
            if (used(key.gpu()) <= bound) {
                return;
            } else if (idle.gpu() == key.gpu() && entry.leases == 0) {
                entries.remove(idle);
                entry.close();
                LOG.info("Closed {}: {} needs the room", idle, key);
            }
        }
    }

    private long used(int gpu) {
        long used = 0;
        for (Map.Entry<Key, Entry<?>> entry : entries.entrySet()) {
            used += entry.getKey().gpu() == gpu ? entry.getValue().bytes : 0;
        }
        return used;
    }

    @SuppressWarnings("unchecked")
    private synchronized <M extends AutoCloseable> Entry<M> join(Key key) {
        Entry<M> entry = (Entry<M>) entries.remove(key);
        entry = entry == null ? new Entry<>() : entry;
        entries.put(key, entry);
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

    private static final class Entry<M extends AutoCloseable> {
        private volatile long bytes; // 0 until it is being loaded
        private int leases; // guarded by the pool
        private volatile M model;

        synchronized M model(ModelPool pool, Key key, LongSupplier size, Supplier<? extends M> load) {
            if (model == null) {
                bytes = size.getAsLong();
                pool.makeRoom(key);
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
