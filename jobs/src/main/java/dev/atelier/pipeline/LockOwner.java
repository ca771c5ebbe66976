package dev.atelier.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that holds a lock.
 *
 * @param host name of its host
 * @param space boot and process namespace in which its id means something: containers may share a host's name
 * @param pid process id
 * @param started when the process began, so that another one with its id is told from it
 * @param since when it took the lock
 */
record LockOwner(String host, String space, long pid, String started, String user, String since) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The kernel counts a process's start in ticks since boot; two readers round it apart. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    /** This process, now. */
    static LockOwner here() {
        ProcessHandle self = ProcessHandle.current();
        return new LockOwner(
                thisHost(),
                thisSpace(),
                self.pid(),
                startOf(self).toString(),
                System.getProperty("user.name"),
                Instant.now().toString());
    }

    /** What {@link #text()} wrote; empty while it is being written. */
    static Optional<LockOwner> parse(String text) {
        try {
            return Optional.ofNullable(JSON.readValue(text, LockOwner.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + this, e);
        }
    }

    /** Whether this process can look the owner up. */
    boolean isNear() {
        return host.equals(thisHost()) && space.equals(thisSpace());
    }

    /** Whether it runs; only if it is near. */
    boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Duration.between(startOf(process), Instant.parse(started))
                                .abs()
                                .compareTo(ROUNDING)
                        < 0)
                .isPresent();
    }

    /** Such as {@code process 4711 of anna on host crane since 2026-01-31T10:00:00Z}. */
    String who() {
        return "process " + pid + " of " + user + " on host " + host + " since " + since;
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static String thisHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private static String thisSpace() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return ""; // no Linux: the host's name must do
        }
    }
}
