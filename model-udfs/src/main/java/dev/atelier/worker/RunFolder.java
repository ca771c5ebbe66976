package dev.atelier.worker;

import java.io.Serializable;
import java.util.Map;

/**
 * Where a run's tables and files lie, and how to reach them from anywhere.
 *
 * @param uri full URI, such as {@code file:/data/out} or {@code hdfs://nn/out}
 */
public record RunFolder(String uri, HadoopFiles hadoop) implements Serializable {
    /** @param relative such as {@code files/ab/ab12.png} */
    public byte[] read(String relative) {
        return hadoop.read(uri + "/" + relative);
    }

    /** A file that appears by one rename; one of that name has the same content and is left. */
    public void writeWhole(String relative, byte[] content) {
        hadoop.writeWhole(uri + "/" + relative, content);
    }

    /** Bytes of each file in a folder, by name; none where there is no such folder. */
    public Map<String, Long> lengths(String relative) {
        return hadoop.lengths(uri + "/" + relative);
    }

    /** Bytes of a file; null if there is none. */
    public Long length(String relative) {
        return hadoop.length(uri + "/" + relative);
    }
}
