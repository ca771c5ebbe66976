package dev.atelier.worker;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Where a run's tables and files lie, and how to reach them from anywhere.
 *
 * @param uri full URI, such as {@code file:/data/out} or {@code hdfs://nn/out}
 */
public record RunFolder(String uri, HadoopFiles hadoop) implements Serializable {
    /** Everything that is being written lies there, so that clearing what was left is one call. */
    private static final String PENDING = ".pending";

    /** @param relative such as {@code files/ab/ab12.png} */
    public byte[] read(String relative) {
        return hadoop.read(uri + "/" + relative);
    }

    /** A file's content; empty if it is not there. */
    Optional<byte[]> readIfThere(String relative) {
        return hadoop.readIfThere(uri + "/" + relative);
    }

    /** Names of what is in a folder, sorted; none if it is not there. */
    public List<String> list(String relative) {
        return hadoop.list(uri + "/" + relative);
    }

    /** Paths, relative to a folder, of all files in it and in the folders below; sorted, none if it is not there. */
    public List<String> filesUnder(String relative) {
        return hadoop.filesUnder(uri + "/" + relative);
    }

    /** Deletes a file, or a folder with all in it, if it is there. */
    public void delete(String relative) {
        hadoop.delete(uri + "/" + relative);
    }

    /** A file that appears whole, by one rename; one of that name and length has the same content and is left. */
    public void writeWhole(String relative, byte[] content) {
        hadoop.writeWhole(uri + "/" + relative, content, uri + "/" + PENDING);
    }

    /** Where a file of that name lies until it is whole; only one process writes it. */
    public Path pending(String name) {
        return new Path(uri + "/" + PENDING, name);
    }

    /** Where a file lies until it is whole and {@link #publish} names it; no other process is given the same. */
    public Path pending() {
        return pending(PendingName.next());
    }

    /** Gives a finished file its name, by one rename; one of that name and length has the same content and is left. */
    public void publish(Path pending, String relative) {
        hadoop.publish(pending, uri + "/" + relative);
    }

    /** Deletes what killed processes left half written. For the driver, while nobody else works in the folder. */
    public void clearPending() {
        delete(PENDING);
    }

    /** Bytes of each file in a folder, by name; none where there is no such folder. */
    public Map<String, Long> lengths(String relative) {
        return hadoop.lengths(uri + "/" + relative);
    }

    public boolean exists(String relative) {
        return length(relative) != null;
    }

    /** Bytes of a file; null if there is none. */
    public Long length(String relative) {
        return hadoop.length(uri + "/" + relative);
    }
}
