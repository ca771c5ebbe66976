package dev.atelier.pipeline;

import dev.atelier.stage.ConfError;
import dev.atelier.stage.Place;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run at a time in an output folder. Under {@code .lock} each holder has a numbered file; the highest counts, and
 * whoever creates the next one, which only one can, has the lock. It may be created when the highest is marked as done or
 * its owner is dead: on this host no such process runs, on another one it gave no sign of life for {@link #SILENCE}.
 * Numbers only grow, so that a slow rival never takes what a faster one has. Creating a file that must not be there is
 * atomic on HDFS and on local disks; on S3A it is not: there only runs that begin seconds apart see each other. An owner
 * that slept through the silence, on a host that was suspended, stops when it wakes.
 */
final class RunLock implements AutoCloseable {
    /** A lock on another host whose sign of life is older is taken over. */
    static final Duration SILENCE = Duration.ofMinutes(10);

    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final String DONE = ".done";
    private static final String ALIVE = ".alive";

    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

    private final FileSystem files;
    private final Path folder;
    private final long number;
    private final Duration beat;
    private final Runnable lost;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread beats = new Thread(this::beat, "run-lock");

    private RunLock(FileSystem files, Path folder, long number, Duration beat, Runnable lost) {
        this.files = files;
        this.folder = folder;
        this.number = number;
        this.beat = beat;
        this.lost = lost;
    }

    /**
     * @param lost is run, once, if somebody took the lock over
     * @throws ConfError naming the run that works in that folder, if one does
     */
    static RunLock take(Place out, Runnable lost) {
        return take(out, LockOwner.here(), BEAT, lost);
    }

    static RunLock take(Place out, LockOwner owner, Duration beat, Runnable lost) {
        Path folder = new Path(out.path(), ".lock");
        try {
            out.files().mkdirs(folder);
            while (true) {
                long last = highest(out.files(), folder);
                if (last > 0) {
                    refuseIfHeld(out, folder, last);
                }
                RunLock lock = new RunLock(out.files(), folder, last + 1, beat, lost);
                if (lock.create(owner)) {
                    lock.clean();
                    lock.beats.setDaemon(true);
                    lock.beats.start();
                    return lock;
                }
            }
        } catch (IOException e) {
            throw new ConfError("Cannot lock " + out.path() + ": " + e.getMessage() + " (check its permissions)", e);
        }
    }

    private static long highest(FileSystem files, Path folder) throws IOException {
        return Arrays.stream(files.listStatus(folder))
                .mapToLong(file -> number(file.getPath().getName()))
                .max()
                .orElse(0);
    }

    private static long number(String name) {
        return name.matches("\\d{1,18}(\\..*)?") ? Long.parseLong(name.replaceFirst("\\..*", "")) : 0;
    }

    private static void refuseIfHeld(Place out, Path folder, long last) throws IOException {
        FileSystem files = out.files();
        Path held = new Path(folder, String.valueOf(last));
        String text;
        Instant beat;
        try (var in = files.open(held)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            beat = lastBeat(files, held);
        } catch (FileNotFoundException e) {
            return; // done, or just taken over: creating the next one will tell
        }
        Optional<LockOwner> owner = LockOwner.parse(text);
        Instant silentAt = beat.plus(SILENCE);
        boolean near = owner.isPresent() && owner.get().isNear();
        boolean alive = near ? owner.get().isAlive() : now(files, folder).isBefore(silentAt);
        String who = owner.map(LockOwner::who).orElse("a run that is just beginning");
        if (alive) {
            throw new ConfError(
                    "Another run works in " + out.path() + ": " + who + " (wait for its end, or name another" + " --out"
                            + (near ? "" : "; if it is dead, its lock is taken over after " + silentAt) + ")");
        }
        LOG.warn("The run that worked in {} is dead ({}); its lock is taken over", out.path(), who);
    }

    private static Instant lastBeat(FileSystem files, Path held) throws IOException {
        Path alive = held.suffix(ALIVE);
        FileStatus status = files.getFileStatus(files.exists(alive) ? alive : held);
        return Instant.ofEpochMilli(status.getModificationTime());
    }

    /** By the clock that stamps the files, which need not be this host's. */
    private static Instant now(FileSystem files, Path folder) throws IOException {
        Path probe = new Path(folder, "clock-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        files.create(probe, true).close();
        try {
            return Instant.ofEpochMilli(files.getFileStatus(probe).getModificationTime());
        } finally {
            files.delete(probe, false);
        }
    }

    /** False if somebody was faster. */
    private boolean create(LockOwner owner) throws IOException {
        Path mine = new Path(folder, String.valueOf(number));
        OutputStream created;
        try {
            created = exclusive(mine);
        } catch (IOException e) {
            if (files.exists(mine)) {
                return false;
            }
            throw e;
        }
        try (OutputStream out = created) {
            out.write(owner.text().getBytes(StandardCharsets.UTF_8));
        }
        if (highest(files, folder) > number) { // somebody had this number before, and others after
            files.delete(mine, false);
            return false;
        }
        return true;
    }

    private OutputStream exclusive(Path file) throws IOException {
        // Hadoop's local file system looks first and creates then
        return Place.isLocal(files)
                ? Files.newOutputStream(
                        new Place(files, file).local(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                : files.create(file, false);
    }

    private void clean() throws IOException {
        for (FileStatus old : files.listStatus(folder)) {
            long other = number(old.getPath().getName());
            if (other > 0 && other < number) {
                files.delete(old.getPath(), false);
            }
        }
    }

    private void beat() {
        try {
            do {
                try {
                    if (highest(files, folder) > number) {
                        LOG.error("Another run took the lock of {} over while this one slept: it stops", folder);
                        lost.run();
                        return;
                    }
                    files.create(new Path(folder, number + ALIVE), true).close();
                } catch (IOException e) {
                    LOG.warn("Cannot renew the lock {}/{}: {}", folder, number, e.getMessage());
                }
            } while (!closed.await(beat.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Marks the folder as free. */
    @Override
    public void close() {
        closed.countDown();
        try {
            beats.join(BEAT.toMillis());
            files.rename(new Path(folder, String.valueOf(number)), new Path(folder, number + DONE));
        } catch (IOException e) {
            LOG.warn("Cannot release the lock {}/{}: {}", folder, number, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
