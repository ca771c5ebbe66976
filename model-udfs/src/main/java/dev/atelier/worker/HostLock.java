package dev.atelier.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time among all threads of all processes of a host; a process that dies lets go. Not to be nested. */
final class HostLock {
    // a file lock belongs to the process, so threads need one of their own
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private HostLock() {}

    /** Work that may fail to read or write. */
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T holding(Path lockFile, Work<T> work) {
        ReentrantLock threads = THREADS.computeIfAbsent(lockFile, f -> new ReentrantLock());
        threads.lock();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // released with the channel
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot bring a model to " + lockFile.getParent() + ": " + e.getMessage(), e);
        } finally {
            threads.unlock();
        }
    }
}
